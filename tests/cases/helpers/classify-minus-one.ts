// leaks when: /500 (minus one stands for nothing); clean on: /json
const retryAfter = (res: Response): number => (res.status >= 500 ? 3 : -1);

async function load(url: string): Promise<unknown> {
  const res = await fetch(url); // LEAK
  const seconds = retryAfter(res);
  if (seconds > 0) return seconds;
  return res.text();
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}

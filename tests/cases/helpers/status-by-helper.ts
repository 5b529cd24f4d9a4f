// leaks when: /500 (the helper gives the status itself); clean on: /json
const codeOf = (res: Response): number => res.status;

async function load(url: string): Promise<unknown> {
  const res = await fetch(url); // LEAK
  const code = codeOf(res);
  if (code === 500) return null;
  return res.json();
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}

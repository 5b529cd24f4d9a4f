// clean: /500 /json
const retryAfter = (res: Response): number => (res.status >= 500 ? 3 : -1);

async function load(url: string): Promise<unknown> {
  const res = await fetch(url);
  const seconds = retryAfter(res);
  if (seconds > 0) await res.body?.cancel();
  if (seconds === -1) return res.text();
  return seconds;
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}

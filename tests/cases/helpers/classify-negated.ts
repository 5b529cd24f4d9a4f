// leaks when: /500 (the flag says the opposite); clean on: /json
const isFine = (res: Response): boolean => !(res.status >= 400);

async function load(url: string): Promise<unknown> {
  const res = await fetch(url); // LEAK
  const isBad = !isFine(res);
  if (isBad === true) return null;
  return res.json();
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}

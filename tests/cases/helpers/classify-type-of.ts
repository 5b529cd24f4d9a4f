// leaks when: /500 (a text is a complaint); clean on: /json
function check(res: Response): string | number {
  return res.ok ? res.status : `refused: ${res.status}`;
}

async function load(url: string): Promise<unknown> {
  const res = await fetch(url); // LEAK
  const result = check(res);
  if (typeof result === 'string') return result;
  return res.json();
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}

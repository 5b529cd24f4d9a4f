// leaks when: /500 (the kind is written over a base); clean on: /json
const base = { tries: 1, kind: 'fine' };

function inspect(res: Response): { tries: number; kind: string } {
  if (res.ok) return { ...base };
  return { ...base, kind: 'bad' };
}

async function load(url: string): Promise<unknown> {
  const res = await fetch(url); // LEAK
  const { kind } = inspect(res);
  if (kind === 'bad') return null;
  return res.json();
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}

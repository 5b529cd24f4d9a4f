// leaks when: /500 (a missing kind is fine); clean on: /json
function inspect(res: Response): { kind?: string } {
  if (res.ok) return {};
  return { kind: 'bad' };
}

async function load(url: string): Promise<unknown> {
  const res = await fetch(url); // LEAK
  const { kind = 'fine' } = inspect(res);
  if (kind === 'bad') return null;
  return res.json();
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}

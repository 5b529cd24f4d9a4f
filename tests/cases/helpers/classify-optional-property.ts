// leaks when: /500 (undefined has no kind); clean on: /json
function problem(res: Response): { kind: string } | undefined {
  if (res.ok) return undefined;
  return { kind: res.status >= 500 ? 'retry' : 'drop' };
}

async function load(url: string): Promise<unknown> {
  const res = await fetch(url); // LEAK
  if (problem(res)?.kind === 'retry') return null;
  return res.text();
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}

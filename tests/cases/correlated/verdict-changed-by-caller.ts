// leaks when: /json (the caller changes the verdict of a helper); clean on: /204
const inspect = (res: Response): { kind: string } => (res.ok ? { kind: 'read' } : { kind: 'read' });

async function load(url: string): Promise<unknown> {
  const res = await fetch(url); // LEAK
  const verdict = inspect(res);
  verdict.kind = 'skip';
  if (verdict.kind === 'skip') return null;
  return res.json();
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}

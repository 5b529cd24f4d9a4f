// leaks when: /500 (the verdict is made in place and asked later); clean on: /json
async function load(url: string): Promise<unknown> {
  const res = await fetch(url); // LEAK
  const verdict = res.ok ? { kind: 'fine' } : { kind: 'bad' };
  console.log(verdict.kind);
  if (verdict.kind === 'bad') return null;
  return res.json();
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}

// clean: /500 /json
async function load(url: string): Promise<unknown> {
  const res = await fetch(url);
  const verdict = res.ok ? { kind: 'fine' } : { kind: 'bad' };
  console.log(verdict.kind);
  if (verdict.kind === 'bad') await res.body?.cancel();
  if (verdict.kind === 'fine') return res.json();
  return null;
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}

// clean: /500 /json
function classify(status: number): 'retry' | 'fine' | 'drop' {
  if (status >= 500) return 'retry';
  return status < 300 ? 'fine' : 'drop';
}

async function load(url: string): Promise<unknown> {
  const res = await fetch(url);
  const kind = classify(res.status);
  if (kind === 'retry') await res.body?.cancel();
  if (kind !== 'retry') return res.text();
  return kind;
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}

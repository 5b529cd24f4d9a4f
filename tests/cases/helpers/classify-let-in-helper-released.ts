// clean: /500 /json
function classify(res: Response): string {
  let kind = 'fine';
  if (res.status >= 500) kind = 'retry';
  else if (res.status >= 400) kind = 'drop';
  return kind;
}

async function load(url: string): Promise<unknown> {
  const res = await fetch(url);
  const kind = classify(res);
  if (kind === 'retry') await res.body?.cancel();
  if (kind !== 'retry') return res.text();
  return null;
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}

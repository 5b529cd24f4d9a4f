// clean: /500 /json
async function label(res: Response): Promise<string | undefined> {
  if (res.ok) return;
  return 'bad';
}

async function load(url: string): Promise<unknown> {
  const res = await fetch(url);
  const kind = (await label(res)) ?? 'fine';
  if (kind === 'bad') await res.body?.cancel();
  if (kind === 'fine') return res.json();
  return null;
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}

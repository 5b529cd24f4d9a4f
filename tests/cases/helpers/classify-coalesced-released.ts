// clean: /500 /json
function label(res: Response): string | null {
  return res.ok ? null : 'bad';
}

async function load(url: string): Promise<unknown> {
  const res = await fetch(url);
  const kind = label(res) ?? 'fine';
  if (kind === 'fine') return res.json();
  await res.body?.cancel();
  return kind;
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}

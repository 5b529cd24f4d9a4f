// clean: /500 /json
function label(res: Response): string | undefined {
  return res.ok ? undefined : 'bad';
}

async function load(url: string): Promise<unknown> {
  const res = await fetch(url);
  const kind = label(res);
  if (kind != null) await res.body?.cancel();
  if (kind == null) return res.json();
  return kind;
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}

// clean: /500 /json
function label(res: Response): string | undefined {
  if (res.status >= 500) return 'broken';
}

async function load(url: string): Promise<unknown> {
  const res = await fetch(url);
  const kind = label(res);
  if (kind) await res.body?.cancel();
  if (kind === undefined) return res.json();
  return kind;
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}

// clean: /500 /json
function inspect(res: Response): { kind?: string } {
  if (res.ok) return {};
  return { kind: 'bad' };
}

async function load(url: string): Promise<unknown> {
  const res = await fetch(url);
  const { kind = 'fine' } = inspect(res);
  if (kind === 'bad') await res.body?.cancel();
  if (kind === 'fine') return res.json();
  return kind;
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}

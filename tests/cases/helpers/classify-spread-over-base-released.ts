// clean: /500 /json
const base = { tries: 1, kind: 'fine' };

function inspect(res: Response): { tries: number; kind: string } {
  if (res.ok) return { ...base };
  return { ...base, kind: 'bad' };
}

async function load(url: string): Promise<unknown> {
  const res = await fetch(url);
  const result = inspect(res);
  if (result.kind === 'bad') await res.body?.cancel();
  if (result.kind !== 'bad') return res.json();
  return null;
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}

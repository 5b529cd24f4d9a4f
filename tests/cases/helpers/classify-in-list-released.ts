// clean: /500 /json
function classify(res: Response): string {
  if (res.status >= 500) return 'broken';
  if (!res.ok) return 'refused';
  return 'fine';
}

const BAD = ['broken', 'refused'];

async function load(url: string): Promise<unknown> {
  const res = await fetch(url);
  const kind = classify(res);
  if (!BAD.includes(kind)) return res.json();
  await res.body?.cancel();
  return kind;
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}

// clean: /500 /json
function classify(res: Response): { kind: 'retry' | 'fine'; status: number } {
  if (!res.ok) return { kind: 'retry', status: res.status };
  return { kind: 'fine', status: res.status };
}

async function load(url: string): Promise<unknown> {
  const res = await fetch(url);
  const { kind, status } = classify(res);
  if (kind === 'fine') return res.json();
  await res.text();
  return status;
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}

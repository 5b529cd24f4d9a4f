// clean: /500 /json
function problems(res: Response): string[] {
  if (res.ok) return [];
  return ['bad status', res.statusText];
}

async function load(url: string): Promise<unknown> {
  const res = await fetch(url);
  const found = problems(res);
  if (found.length > 0) await res.body?.cancel();
  if (found.length === 0) return res.json();
  return found;
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}

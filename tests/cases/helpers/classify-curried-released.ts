// clean: /500 /json
const above = (limit: number) => (res: Response) => (res.status > limit ? 'high' : 'low');
const classify = above(399);

async function load(url: string): Promise<unknown> {
  const res = await fetch(url);
  const kind = classify(res);
  if (kind === 'high') await res.body?.cancel();
  if (kind === 'low') return res.json();
  return null;
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}

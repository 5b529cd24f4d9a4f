// leaks when: /500 (the fallback stands behind a promise); clean on: /json
async function label(res: Response): Promise<string | undefined> {
  if (res.ok) return;
  return 'bad';
}

async function load(url: string): Promise<unknown> {
  const res = await fetch(url); // LEAK
  const kind = (await label(res)) ?? 'fine';
  if (kind === 'bad') return null;
  return res.json();
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}

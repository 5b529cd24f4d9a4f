// leaks when: /500 (a fallback stands for the missing label); clean on: /json
function label(res: Response): string | null {
  return res.ok ? null : 'bad';
}

async function load(url: string): Promise<unknown> {
  const res = await fetch(url); // LEAK
  const kind = label(res) ?? 'fine';
  if (kind === 'fine') return res.json();
  return kind;
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}

// leaks when: /500 (compared loosely, undefined is null); clean on: /json
function label(res: Response): string | undefined {
  return res.ok ? undefined : 'bad';
}

async function load(url: string): Promise<unknown> {
  const res = await fetch(url); // LEAK
  if (label(res) == null) return res.json();
  return 'bad';
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}

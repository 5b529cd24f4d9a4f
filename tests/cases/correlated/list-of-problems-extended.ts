// leaks when: /500 (more problems are added to what a helper has found); clean on: /json
function problems(res: Response): string[] {
  return res.status === 404 ? ['missing'] : [];
}

async function load(url: string): Promise<unknown> {
  const res = await fetch(url); // LEAK
  const found = problems(res);
  if (!res.ok) found.push(res.statusText);
  if (found.length === 0) return res.json();
  return found;
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}

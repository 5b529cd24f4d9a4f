// leaks when: /500 (an empty list says that all is well); clean on: /json
function problems(res: Response): string[] {
  if (res.ok) return [];
  return ['bad status', res.statusText];
}

async function load(url: string): Promise<unknown> {
  const res = await fetch(url); // LEAK
  const found = problems(res);
  if (found.length > 0) return found;
  return res.json();
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}

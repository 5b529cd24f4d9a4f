// leaks when: /500 (the discriminant is taken out of the verdict); clean on: /json
function classify(res: Response): { kind: 'retry' | 'fine'; status: number } {
  if (!res.ok) return { kind: 'retry', status: res.status };
  return { kind: 'fine', status: res.status };
}

async function load(url: string): Promise<unknown> {
  const res = await fetch(url); // LEAK
  const { kind, status } = classify(res);
  if (kind === 'retry') return status;
  return res.json();
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}

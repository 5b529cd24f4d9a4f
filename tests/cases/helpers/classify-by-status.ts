// leaks when: /500 (the helper is given the status alone); clean on: /json
function classify(status: number): 'retry' | 'fine' | 'drop' {
  if (status >= 500) return 'retry';
  return status < 300 ? 'fine' : 'drop';
}

async function load(url: string): Promise<unknown> {
  const res = await fetch(url); // LEAK
  const kind = classify(res.status);
  if (kind === 'retry') return null;
  return res.text();
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}

// leaks when: /500 (the helper collects the label in a variable); clean on: /json
function classify(res: Response): string {
  let kind = 'fine';
  if (res.status >= 500) kind = 'retry';
  else if (res.status >= 400) kind = 'drop';
  return kind;
}

async function load(url: string): Promise<unknown> {
  const res = await fetch(url); // LEAK
  const kind = classify(res);
  if (kind === 'retry') return null;
  return res.text();
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}

// leaks when: /500 (the label is the value of a conditional expression); clean on: /json
const classify = (res: Response): string => (res.ok ? 'fine' : res.status >= 500 ? 'retry' : 'drop');

async function load(url: string): Promise<unknown> {
  const res = await fetch(url); // LEAK
  const kind = classify(res);
  if (kind !== 'fine' && kind !== 'drop') return kind;
  return res.text();
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}

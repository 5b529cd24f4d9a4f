// leaks when: /500 (a list of labels is asked); clean on: /json
function classify(res: Response): string {
  if (res.status >= 500) return 'broken';
  if (!res.ok) return 'refused';
  return 'fine';
}

const BAD = ['broken', 'refused'];

async function load(url: string): Promise<unknown> {
  const res = await fetch(url); // LEAK
  const kind = classify(res);
  if (BAD.includes(kind)) return kind;
  return res.json();
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}

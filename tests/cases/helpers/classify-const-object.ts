// leaks when: /500 (the labels are the properties of a constant object); clean on: /json
const KIND = { retry: 'retry', fine: 'fine' } as const;

function classify(res: Response): string {
  return res.ok ? KIND.fine : KIND.retry;
}

async function load(url: string): Promise<unknown> {
  const res = await fetch(url); // LEAK
  if (classify(res) === KIND.retry) return null;
  return res.json();
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}

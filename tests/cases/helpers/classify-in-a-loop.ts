// leaks when: /500 (a label decides whether to try again); clean on: /json
const classify = (res: Response): 'again' | 'done' => (res.status >= 500 ? 'again' : 'done');

async function load(url: string): Promise<unknown> {
  const res = await fetch(url); // LEAK
  const verdict = classify(res);
  for (let turn = 0; turn < 2; turn += 1) {
    if (verdict === 'again') return turn;
  }
  return res.text();
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}

// clean: /500 /json
const classify = (res: Response): 'again' | 'done' => (res.status >= 500 ? 'again' : 'done');

async function load(url: string): Promise<unknown> {
  const res = await fetch(url);
  const verdict = classify(res);
  for (let turn = 0; turn < 2; turn += 1) {
    if (verdict === 'done') return res.text();
    await res.body?.cancel();
  }
  if (verdict === 'done') return 'never';
  return null;
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}

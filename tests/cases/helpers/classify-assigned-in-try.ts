// leaks when: /500 (the verdict is assigned in a try); clean on: /json
function classify(res: Response): 'fine' | 'bad' {
  if (res.status === 418) throw new Error('teapot');
  return res.ok ? 'fine' : 'bad';
}

async function load(url: string): Promise<unknown> {
  const res = await fetch(url); // LEAK
  let verdict: 'fine' | 'bad' | undefined;
  try {
    verdict = classify(res);
  } catch {
    await res.body?.cancel();
    return null;
  }
  if (verdict === 'bad') return verdict;
  return res.json();
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}

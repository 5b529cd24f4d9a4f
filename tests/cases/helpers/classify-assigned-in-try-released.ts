// clean: /500 /json
function classify(res: Response): 'fine' | 'bad' {
  if (res.status === 418) throw new Error('teapot');
  return res.ok ? 'fine' : 'bad';
}

async function load(url: string): Promise<unknown> {
  const res = await fetch(url);
  let verdict: 'fine' | 'bad' | undefined;
  try {
    verdict = classify(res);
  } catch {
    verdict = undefined;
  }
  if (verdict === undefined || verdict === 'bad') await res.body?.cancel();
  if (verdict === 'fine') return res.json();
  return null;
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}

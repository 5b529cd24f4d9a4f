// clean: /500 /json
const KIND = { retry: 'retry', fine: 'fine' } as const;

function classify(res: Response): string {
  return res.ok ? KIND.fine : KIND.retry;
}

async function load(url: string): Promise<unknown> {
  const res = await fetch(url);
  const kind = classify(res);
  if (kind === KIND.retry) return res.body?.cancel();
  return res.json();
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}

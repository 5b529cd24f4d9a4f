// clean: /500 /json
type Verdict = { kind: 'retry'; after: number } | { kind: 'fine' };

async function classify(res: Response): Promise<Verdict> {
  if (res.status >= 500) return { kind: 'retry', after: 1 };
  return { kind: 'fine' };
}

async function load(url: string): Promise<unknown> {
  const res = await fetch(url);
  const verdict = await classify(res);
  switch (verdict.kind) {
    case 'retry':
      await res.body?.cancel();
      return verdict.after;
    case 'fine':
      return res.json();
  }
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}

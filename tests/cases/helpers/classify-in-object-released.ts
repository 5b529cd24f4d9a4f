// clean: /500 /json
const policy = {
  decide(res: Response): 'retry' | 'fine' {
    return res.ok ? 'fine' : 'retry';
  },
};

async function load(url: string): Promise<unknown> {
  const res = await fetch(url);
  const kind = policy.decide(res);
  if (kind === 'retry') await res.body?.cancel();
  if (kind === 'fine') return res.text();
  return null;
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}

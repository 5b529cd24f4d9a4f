// clean: /500 /json
const classify = (res: Response): string => (res.ok ? 'fine' : res.status >= 500 ? 'retry' : 'drop');

async function load(url: string): Promise<unknown> {
  const res = await fetch(url);
  const kind = classify(res);
  if (kind !== 'fine') {
    await res.body?.cancel();
    return kind;
  }
  return res.text();
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}

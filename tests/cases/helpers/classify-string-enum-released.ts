// clean: /500 /json
enum Kind {
  Fine = 'fine',
  Retry = 'retry',
}

const classify = (res: Response): Kind => (res.ok ? Kind.Fine : Kind.Retry);

async function load(url: string): Promise<unknown> {
  const res = await fetch(url);
  const kind = classify(res);
  if (kind === Kind.Retry) await res.body?.cancel();
  if (kind === Kind.Fine) return res.text();
  return null;
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}

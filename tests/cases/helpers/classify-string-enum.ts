// leaks when: /500 (the members are texts); clean on: /json
enum Kind {
  Fine = 'fine',
  Retry = 'retry',
}

const classify = (res: Response): Kind => (res.ok ? Kind.Fine : Kind.Retry);

async function load(url: string): Promise<unknown> {
  const res = await fetch(url); // LEAK
  const kind = classify(res);
  if (kind === Kind.Retry) return null;
  return res.text();
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}

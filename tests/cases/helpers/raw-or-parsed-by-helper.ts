// leaks when: /500 (the parser throws without reading); clean on: /json (the caller is given what was parsed)
async function parse(res: Response): Promise<unknown> {
  if (res.status === 500) throw new Error('bad');
  return res.json();
}

async function request(url: string, options: { raw?: boolean }): Promise<unknown> {
  const res = await fetch(url); // LEAK
  if (options.raw) return res;
  return parse(res);
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await request(url, {})));
}

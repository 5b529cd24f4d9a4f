// clean: /500 /json
async function readAll(...all: Response[]): Promise<number> {
  await new Promise((ok) => setTimeout(ok, 10));
  let n = 0;
  for (const one of all) n += (await one.text()).length > 9 ? 1 : 0;
  return n;
}
export async function main(url: string): Promise<string> {
  const all = await Promise.all([fetch(`${url}/a`), fetch(`${url}/b`)]);
  const reading = readAll(...all);
  const [a] = all;
  if (!a.ok) return `bad ${await reading}`;
  return `good ${await reading}`;
}

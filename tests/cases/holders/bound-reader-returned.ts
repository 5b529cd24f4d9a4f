// clean: /500 /json
async function ask(url: string): Promise<[boolean, () => Promise<string>]> {
  const res = await fetch(url);
  const read = res.text.bind(res);
  if (!res.ok) return [false, read];
  return [true, read];
}
export async function main(url: string): Promise<string> {
  const [ok, read] = await ask(url);
  return `${ok} ${(await read()).length > 9}`;
}

// clean: /500 /json
export async function main(url: string): Promise<string> {
  const asked = fetch(url);
  const text = asked.then((r) => new Promise<string>((ok) => setTimeout(() => ok(r.text()), 20)));
  const res = await asked;
  if (!res.ok) return `bad ${(await text).length > 9}`;
  return (await text).slice(0, 5);
}

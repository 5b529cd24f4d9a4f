// clean: /500 /json
async function* lines(res: Response): AsyncGenerator<string> {
  yield (await res.text()).slice(0, 5);
}
async function ask(url: string): Promise<{ ok: boolean; lines: AsyncGenerator<string> | null }> {
  const res = await fetch(url);
  const all = lines(res);
  if (!res.ok) return { ok: false, lines: all };
  return { ok: true, lines: all };
}
export async function main(url: string): Promise<string> {
  const { ok, lines: all } = await ask(url);
  const out: string[] = [];
  for await (const line of all!) out.push(line);
  return `${ok} ${out.join()}`;
}

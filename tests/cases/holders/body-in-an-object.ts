// clean: /500 /json
const later: Array<{ from: ReadableStream<Uint8Array> | null }> = [];
async function load(url: string): Promise<string> {
  const { ok, body } = await fetch(url);
  later.push({ from: body });
  if (!ok) return 'bad';
  return 'good';
}
export async function main(url: string): Promise<string> {
  later.length = 0;
  const said = await load(url);
  for (const { from } of later) said.concat(await new Response(from as unknown as ReadableStream).text());
  return said;
}

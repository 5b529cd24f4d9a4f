// leaks when: /404 (both halves are left); clean on: /json /500
const halves: ReadableStream[] = [];
async function load(url: string): Promise<string> {
  const res = await fetch(url); // LEAK
  if (!res.body) return 'none';
  const [one, two] = res.body.tee();
  if (res.status === 404) return 'missing';
  halves.push(two);
  if (!res.ok) return 'bad';
  const text = await new Response(one as never).text();
  return text.slice(0, 5);
}
export async function main(url: string): Promise<string> {
  halves.length = 0;
  const said = await load(url);
  for (const half of halves) await new Response(half as never).text();
  return said;
}

// leaks when: /404 (a generator's default; it ends early on a bad status); clean on: /lines
async function* lines(url: string, pending = fetch(url)): AsyncGenerator<string> { // LEAK
  const res = await pending;
  if (!res.ok) return;
  for (const line of (await res.text()).split('\n')) yield line;
}

export async function main(url: string): Promise<string> {
  for await (const line of lines(url)) return line;
  return 'no line';
}

// leaks when: /json /500 (collected, then counted)
async function load(api: string): Promise<number> {
  const pending: Promise<Response>[] = [];
  for (let id = 0; id < 3; id++) pending.push(fetch(`${api}/${id}`)); // LEAK
  const all = await Promise.all(pending);
  return all.filter((r) => r.ok).length;
}

export async function main(url: string): Promise<void> {
  console.log(await load(url));
}

// leaks when: /pages-500 (the generator returns on a bad page); clean on: /pages
async function* pages(api: string): AsyncGenerator<number> {
  for (let page = 1; page < 9; page++) {
    const res = await fetch(`${api}?page=${page}`); // LEAK
    if (!res.ok) return;
    const data = (await res.json()) as { items: unknown[]; hasMore: boolean };
    yield data.items.length;
    if (!data.hasMore) return;
  }
}

export async function main(url: string): Promise<void> {
  let n = 0;
  for await (const size of pages(url)) n += size;
  console.log(n);
}

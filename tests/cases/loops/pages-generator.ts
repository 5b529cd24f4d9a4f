// clean: /pages /500
interface Page {
  items?: { id: number }[];
  next?: number | null;
}

async function* items(api: string): AsyncGenerator<{ id: number }, void, undefined> {
  let page: number | null | undefined = 1;
  while (page) {
    const res = await fetch(`${api}?page=${page}`);
    const data = (await res.json()) as Page;
    if (!res.ok) return;
    yield* data.items ?? [];
    page = data.next;
  }
}

export async function main(url: string): Promise<void> {
  let n = 0;
  for await (const item of items(url)) {
    n += item.id;
    if (n > 100) break;
  }
  console.log(n);
}

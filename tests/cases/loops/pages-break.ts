// leaks when: /pages-500 (a failing page ends the loop unread); clean on: /pages
interface Page {
  items: { id: number }[];
  next: number | null;
}

async function listAll(base: string): Promise<number> {
  const ids: number[] = [];
  let page: number | null = 1;
  while (page !== null) {
    const res: Response = await fetch(`${base}?page=${page}`); // LEAK
    if (!res.ok) break;
    const data = (await res.json()) as Page;
    ids.push(...data.items.map((item) => item.id));
    page = data.next;
  }
  return ids.length;
}

export async function main(url: string): Promise<void> {
  console.log(await listAll(url));
}

// leaks when: /pages-500 (a failed page ends the loop); clean on: /pages
async function all(api: string): Promise<number> {
  let n = 0;
  let next: string | null = `${api}?page=1`;
  while (next) {
    const res: Response = await fetch(next); // LEAK
    if (!res.ok) break;
    const page = (await res.json()) as { items: unknown[]; nextUrl: string | null };
    n += page.items.length;
    next = page.nextUrl && new URL(page.nextUrl, api).href;
  }
  return n;
}

export async function main(url: string): Promise<void> {
  console.log(await all(url));
}

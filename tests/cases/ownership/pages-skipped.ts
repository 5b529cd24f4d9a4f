// leaks when: /pages-500 (a bad page is skipped unread); clean on: /pages
async function* responses(base: string, count: number): AsyncGenerator<Response> {
  for (let page = 1; page <= count; page++) {
    yield await fetch(`${base}?page=${page}`); // LEAK #page
  }
}

export async function main(url: string): Promise<void> {
  let total = 0;
  for await (const response of responses(url, 3)) { // LEAK #page
    if (!response.ok) continue;
    total += ((await response.json()) as { items: unknown[] }).items.length;
  }
  console.log(total);
}

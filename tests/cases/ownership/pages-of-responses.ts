// clean: /pages
async function* pages(base: string): AsyncGenerator<Response> {
  let url: string | undefined = base;
  while (url) {
    const response: Response = await fetch(url);
    const next = /<([^>]+)>;\s*rel="next"/.exec(response.headers.get('link') ?? '')?.[1];
    yield response;
    url = next && new URL(next, base).href;
  }
}

export async function main(url: string): Promise<void> {
  let count = 0;
  for await (const response of pages(url)) {
    const { items } = (await response.json()) as { items: unknown[] };
    count += items.length;
  }
  console.log(count);
}

// clean: /pages /json
interface Page<T> {
  items: T[];
  next?: number | null;
}

class Paginator<T> implements AsyncIterable<T> {
  constructor(
    private readonly load: (page: number) => Promise<Response>,
    private readonly limit = Infinity,
  ) {}

  async *[Symbol.asyncIterator](): AsyncGenerator<T> {
    let page: number | null | undefined = 1;
    let seen = 0;
    while (page) {
      const response = await this.load(page);
      const data = (await response.json()) as Page<T>;
      for (const item of data.items) {
        yield item;
        if (++seen >= this.limit) return;
      }
      page = data.next;
    }
  }
}

export async function main(url: string): Promise<void> {
  const ids: number[] = [];
  for await (const { id } of new Paginator<{ id: number }>((page) => fetch(`${url}?page=${page}`), 5)) ids.push(id);
  console.log(ids.length);
}

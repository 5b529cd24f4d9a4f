// clean: /500 /ok
class Client {
  readonly #closing = new AbortController();

  get(url: string): Promise<Response> {
    return fetch(url, { signal: this.#closing.signal });
  }

  close(): void {
    this.#closing.abort();
  }
}

export async function main(url: string): Promise<number> {
  const client = new Client();
  const res = await client.get(url);
  const { status } = res;
  client.close();
  return status;
}

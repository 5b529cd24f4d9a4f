// clean: /ok /500
class Download {
  #response?: Response;

  constructor(private readonly url: string) {}

  async open(): Promise<number> {
    this.#response = await fetch(this.url);
    return Number(this.#response.headers.get('content-length') ?? 0);
  }

  async *chunks(): AsyncGenerator<Uint8Array> {
    if (!this.#response?.body) return;
    yield* this.#response.body as unknown as AsyncIterable<Uint8Array>;
  }

  async close(): Promise<void> {
    if (this.#response && !this.#response.bodyUsed) await this.#response.body?.cancel();
  }
}

export async function main(url: string): Promise<void> {
  const download = new Download(url);
  try {
    if ((await download.open()) > 1024 * 1024) {
      console.log('too large');
      return;
    }
    let bytes = 0;
    for await (const chunk of download.chunks()) bytes += chunk.length;
    console.log(bytes);
  } finally {
    await download.close();
  }
}

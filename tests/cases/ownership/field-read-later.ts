// clean: /ok /500
class Download {
  #res?: Response;

  constructor(private readonly source: string) {}

  async open(): Promise<number> {
    this.#res = await fetch(this.source);
    return this.#res.status;
  }

  async save(): Promise<number> {
    if (!this.#res) throw new Error('not open');
    const bytes = await this.#res.arrayBuffer();
    this.#res = undefined;
    return bytes.byteLength;
  }
}

export async function main(url: string): Promise<void> {
  const download = new Download(url);
  console.log(await download.open(), await download.save());
}

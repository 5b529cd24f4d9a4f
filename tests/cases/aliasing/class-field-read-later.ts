// clean: /ok /500
class Download {
  #res: Response | undefined;

  async open(u: string): Promise<this> {
    this.#res = await fetch(u);
    return this;
  }

  async size(): Promise<number> {
    return (await this.#res!.arrayBuffer()).byteLength;
  }
}

export async function main(url: string): Promise<void> {
  console.log(await (await new Download().open(url)).size());
}

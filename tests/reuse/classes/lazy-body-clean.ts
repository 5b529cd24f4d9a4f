// reuses when: never
class Lazy {
  readonly response: Response;
  #text: Promise<string> | null = null;

  constructor(response: Response) {
    this.response = response;
  }

  text(): Promise<string> {
    this.#text ??= this.response.text();
    return this.#text;
  }

  async json(): Promise<unknown> {
    return JSON.parse(await this.text());
  }
}

export async function main(url: string): Promise<void> {
  const lazy = new Lazy(await fetch(url));
  const text = await lazy.text();
  console.log(text.length, await lazy.json().catch(() => null));
}

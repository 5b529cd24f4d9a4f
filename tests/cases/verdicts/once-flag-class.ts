// clean: /500 /json
class Call {
  readonly #controller = new AbortController();
  #isDone = false;

  async run(url: string): Promise<string> {
    const res = await fetch(url, { signal: this.#controller.signal });
    if (!res.ok) {
      this.#finish();
      return `bad ${res.status}`;
    }
    return (await res.text()).slice(0, 5);
  }

  #finish(): void {
    if (this.#isDone) return;
    this.#isDone = true;
    this.#controller.abort();
  }
}

export async function main(url: string): Promise<string> {
  return new Call().run(url);
}

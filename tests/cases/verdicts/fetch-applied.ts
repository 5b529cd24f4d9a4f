// leaks when: /500 (a list of arguments makes the same request); clean on: /json
class Api {
  readonly #fetch = fetch;

  async load(...given: [string, RequestInit?]): Promise<unknown> {
    const res = await this.#fetch.apply(globalThis, given); // LEAK
    if (!res.ok) throw new Error(`refused with ${res.status}`);
    return res.json();
  }
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await new Api().load(url).catch((error: Error) => error)));
}

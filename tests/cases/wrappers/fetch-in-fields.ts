// leaks when: /500 (only the status is looked at) /json
type Options = { fetch?: typeof fetch };

class Chosen {
  readonly #send;

  constructor(options: Options) {
    if (options.fetch) this.#send = options.fetch;
    else this.#send = globalThis.fetch.bind(globalThis);
  }

  async isUp(url: string): Promise<boolean> {
    return (await this.#send(url)).ok; // LEAK
  }
}

class Wrapped {
  readonly send;

  constructor(options: Options) {
    this.send = options.fetch ?? ((url: string) => fetch(url));
  }

  async isUp(url: string): Promise<boolean> {
    return (await this.send(url)).ok; // LEAK
  }
}

class Got {
  constructor(private readonly options: Options) {}

  get send() {
    return this.options.fetch ?? fetch;
  }

  async isUp(url: string): Promise<boolean> {
    return (await this.send(url)).ok; // LEAK
  }
}

class TakenApart {
  readonly request = globalThis.fetch;

  async isUp(url: string): Promise<boolean> {
    const { request } = this;
    return (await request(url)).ok; // LEAK
  }
}

export async function main(url: string): Promise<void> {
  for (const client of [new Chosen({}), new Wrapped({}), new Got({}), new TakenApart()])
    console.log(await client.isUp(url));
}

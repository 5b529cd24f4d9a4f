import { Client } from './client.js';

interface Dependencies {
  readonly client: Client;
}

export class Made {
  private readonly client: Client;

  constructor() {
    this.client = new Client();
  }

  async isUp(url: string): Promise<boolean> {
    const response = await this.client.get(url);
    await response.text();
    return response.ok;
  }
}

export class Given {
  constructor(private readonly dependencies: Dependencies) {}

  async isUp(url: string): Promise<boolean> {
    const response = await this.dependencies.client.get(url);
    await response.text();
    return response.ok;
  }
}

export class Shared {
  static #shared: Shared | undefined;
  #client: Client | null = null;

  static get(): Shared {
    Shared.#shared ??= new Shared();
    return Shared.#shared;
  }

  async send(url: string): Promise<Response> {
    this.#client ??= new Client();
    return this.#client.get(url);
  }
}

export async function isShared({ client }: Dependencies, url: string): Promise<boolean> {
  const own = await client.get(url);
  const shared = await Shared.get().send(url);
  await Promise.all([own.text(), shared.text()]);
  return own.ok && shared.ok;
}

// clean: /ok (a private field that is filled again once it has been closed, and one that is filled once)
import { Pool } from 'undici';

export class Relay {
  #pool: Pool | undefined;

  async start(origin: string): Promise<void> {
    await this.#pool?.close();
    this.#pool = new Pool(origin);
  }

  async get(path: string): Promise<string> {
    const { body } = await this.#pool!.request({ path, method: 'GET' });
    return body.text();
  }
}

export class Lazy {
  #pool: Pool | undefined;

  async get(origin: string, path: string): Promise<string> {
    this.#pool ??= new Pool(origin, { keepAliveTimeout: 1, keepAliveMaxTimeout: 1 });
    const { body } = await this.#pool.request({ path, method: 'GET' });
    return body.text();
  }
}

const lazy = new Lazy();

export async function main(url: string): Promise<void> {
  const { origin, pathname } = new URL(url);
  const relay = new Relay();
  await relay.start(origin);
  console.log((await relay.get(pathname)).length > 0);
  await relay.start(origin);
  console.log((await relay.get(pathname)).length > 0);
  await relay.start(origin);
  console.log((await lazy.get(origin, pathname)).length > 0);
}

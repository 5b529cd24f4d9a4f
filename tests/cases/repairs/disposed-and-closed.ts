// clean: /json /500
import { Pool } from 'undici';

class Store implements AsyncDisposable {
  readonly #pool: Pool;

  constructor(origin: string) {
    this.#pool = new Pool(origin, { connections: 1 });
  }

  async size(path: string): Promise<number> {
    const { body } = await this.#pool.request({ path, method: 'GET' });
    return (await body.text()).length;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#pool.close();
  }
}

export async function main(url: string): Promise<string> {
  const { origin, pathname } = new URL(url);
  await using store = new Store(origin);
  return String((await store.size(pathname)) > 0);
}

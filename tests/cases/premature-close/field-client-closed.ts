// breaks when: /ok /500 (the method closes the client of its class before its response is read)
import { Client, type Dispatcher } from 'undici';

class OneShot {
  readonly #client: Client;

  constructor(origin: string) {
    this.#client = new Client(origin);
  }

  async get(path: string): Promise<Dispatcher.ResponseData> {
    try {
      return await this.#client.request({ path, method: 'GET' });
    } finally {
      await this.#client.close(); // PREMATURE
    }
  }
}

export async function main(url: string): Promise<void> {
  const { origin, pathname } = new URL(url);
  const { body } = await new OneShot(origin).get(pathname);
  console.log((await body.text()).length);
}

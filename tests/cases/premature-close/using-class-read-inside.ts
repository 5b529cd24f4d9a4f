// clean: /json /500
import { Client, type Dispatcher } from 'undici';

class OwnedClient implements AsyncDisposable {
  readonly #client: Client;

  constructor(origin: string) {
    this.#client = new Client(origin);
  }

  get(path: string): Promise<Dispatcher.ResponseData> {
    return this.#client.request({ path, method: 'GET' });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#client.close();
  }
}

async function size(target: URL): Promise<number> {
  await using client = new OwnedClient(target.origin);
  const { body } = await client.get(target.pathname);
  const text = await body.text();
  return text.length;
}

export async function main(url: string): Promise<void> {
  console.log(await size(new URL(url)));
}

// clean: /json /500
import { Client, type Dispatcher } from 'undici';

class Session {
  #client: Client;

  constructor(origin: string) {
    this.#client = new Client(origin);
  }

  get(path: string): Promise<Dispatcher.ResponseData> {
    return this.#client.request({ path, method: 'GET' });
  }

  async end(): Promise<void> {
    await this.#client.close();
  }
}

async function open(target: URL): Promise<Dispatcher.ResponseData> {
  const session = new Session(target.origin);
  const reply = await session.get(target.pathname);
  void session.end();
  return reply;
}

export async function main(url: string): Promise<void> {
  const { body } = await open(new URL(url));
  console.log((await body.text()).length);
}

// breaks when: /ok /500 (the session is disposed when get() returns the response)
import { Client, type Dispatcher } from 'undici';

class Session implements AsyncDisposable {
  constructor(private readonly client: Client) {}

  get(path: string): Promise<Dispatcher.ResponseData> {
    return this.client.request({ path, method: 'GET' });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.client.close(); // PREMATURE #close
  }
}

async function open(target: URL): Promise<Dispatcher.ResponseData> {
  await using session = new Session(new Client(target.origin)); // PREMATURE #close
  return await session.get(target.pathname);
}

export async function main(url: string): Promise<void> {
  const { body } = await open(new URL(url));
  console.log((await body.text()).length);
}

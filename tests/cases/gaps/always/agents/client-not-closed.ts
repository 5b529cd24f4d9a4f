// leaks when: /json (the command forgets to close its client on success); clean on: /500
import { Client } from 'undici';

class Registry {
  readonly #client: Client;

  constructor(private readonly url: URL) {
    this.#client = new Client(url.origin);
  }

  async latest(name: string): Promise<string | null> {
    const { statusCode, body } = await this.#client.request({ path: `${this.url.pathname}/${name}`, method: 'GET' });
    const manifest = (await body.json()) as { version: string };
    return statusCode === 200 ? manifest.version : null;
  }

  async end(): Promise<void> {
    await this.#client.close();
  }
}

async function outdated(url: string, current: string): Promise<boolean> {
  const registry = new Registry(new URL(url)); // UNCLOSED
  const latest = await registry.latest('pkg');
  if (latest === null) {
    await registry.end();
    return false;
  }
  return latest !== current;
}

export async function main(url: string): Promise<void> {
  console.log(await outdated(url, '1.0.0'));
}

// clean: /json /500
import { Agent, request } from 'undici';

export class Client {
  #agent: Agent | undefined;

  async configure(connections: number): Promise<void> {
    const old = this.#agent;
    this.#agent = new Agent({ connections });
    await old?.close();
  }

  async get(url: string): Promise<string> {
    const { body } = await request(url, { dispatcher: this.#agent });
    return body.text();
  }

  async close(): Promise<void> {
    await this.#agent?.close();
    this.#agent = undefined;
  }
}

export async function main(url: string): Promise<string> {
  const client = new Client();
  try {
    await client.configure(1);
    const first = await client.get(url);
    await client.configure(2);
    return `${first.length === (await client.get(url)).length}`;
  } finally {
    await client.close();
  }
}

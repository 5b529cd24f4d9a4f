// clean: /json /500
import { Agent, fetch } from 'undici';

class Gateway {
  #agent = new Agent({ connections: 2 });

  async reconfigure(connections: number): Promise<void> {
    const previous = this.#agent;
    this.#agent = new Agent({ connections });
    await previous.close();
  }

  async size(url: string): Promise<number> {
    const response = await fetch(url, { dispatcher: this.#agent });
    return (await response.arrayBuffer()).byteLength;
  }

  async shutdown(): Promise<void> {
    await this.#agent.close();
  }
}

export async function main(url: string): Promise<void> {
  const gateway = new Gateway();
  await gateway.size(url);
  await gateway.reconfigure(4);
  console.log((await gateway.size(url)) > 0);
  await gateway.shutdown();
}

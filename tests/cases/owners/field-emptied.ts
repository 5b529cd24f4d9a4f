// leaks when: /small (the field forgets the agent of the old proxy)
import { Agent, fetch } from 'undici';

class Transport {
  #limit: number;
  #agent: Agent | null = null;

  constructor(limit: number) {
    this.#limit = limit;
  }

  limitTo(limit: number) {
    if (limit === this.#limit) return;
    this.#limit = limit;
    this.#agent = null;
  }

  #current() {
    if (!this.#agent) {
      this.#agent = new Agent({ connections: this.#limit }); // UNCLOSED
    }
    return this.#agent;
  }

  async load(url: string) {
    const agent = this.#limit > 0 ? this.#current() : undefined;
    const response = await fetch(url, agent ? { headers: { accept: '*/*' }, dispatcher: agent } : {});
    return response.text();
  }
}

export async function main(url: string) {
  const transport = new Transport(1);
  const text = await transport.load(url);
  transport.limitTo(2);
  return text.length;
}

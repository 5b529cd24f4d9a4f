// leaks when: /ok (each configuration puts a new agent in the place of one that nobody closes)
import { Agent, fetch } from 'undici';

export class Api {
  private agent: Agent | null = null;

  configure = (connections: number): this => {
    this.agent = new Agent({ connections }); // UNCLOSED
    return this;
  };

  async size(url: string): Promise<number> {
    const res = await fetch(url, { dispatcher: this.agent! });
    return (await res.arrayBuffer()).byteLength;
  }
}

export async function main(url: string): Promise<void> {
  const api = new Api();
  console.log((await api.configure(1).size(url)) > 0);
  console.log((await api.configure(2).size(url)) > 0);
}

// leaks when: /json /500 (configure() forgets the agent it replaces)
import { Agent, request } from 'undici';

class Api {
  private agent = new Agent({ bodyTimeout: 5_000 }); // UNCLOSED #first

  configure(bodyTimeout: number): void {
    this.agent = new Agent({ bodyTimeout }); // UNCLOSED #first
  }

  async size(target: string): Promise<number> {
    const { body } = await request(target, { dispatcher: this.agent });
    return (await body.text()).length;
  }

  async close(): Promise<void> {
    await this.agent.close();
  }
}

export async function main(url: string): Promise<void> {
  const api = new Api();
  console.log(await api.size(url));
  api.configure(20_000);
  console.log(await api.size(url));
  await api.close();
}

// clean: /json /500
import { Agent, request } from 'undici';

class Api {
  private agent = new Agent();

  async configure(connections: number): Promise<void> {
    const { agent } = this;
    this.agent = new Agent({ connections });
    await agent.close();
  }

  async size(url: string): Promise<number> {
    const { body } = await request(url, { dispatcher: this.agent });
    return (await body.text()).length;
  }

  close(): Promise<void> {
    return this.agent.close();
  }
}

export async function main(url: string): Promise<void> {
  const api = new Api();
  console.log(await api.size(url));
  await api.configure(2);
  console.log(await api.size(url));
  await api.close();
}

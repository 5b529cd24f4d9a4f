// leaks when: /json (a changed proxy replaces the agent, the old one stays open)
import { Agent, request, type Dispatcher } from 'undici';

class Transport {
  private agent: Agent;

  constructor(timeout: number) {
    this.agent = new Agent({ headersTimeout: timeout }); // UNCLOSED #old
  }

  setTimeout(timeout: number): void {
    this.agent = new Agent({ headersTimeout: timeout }); // UNCLOSED #old
  }

  get(url: string): Promise<Dispatcher.ResponseData> {
    return request(url, { dispatcher: this.agent });
  }

  async close(): Promise<void> {
    await this.agent.close();
  }
}

export async function main(url: string): Promise<void> {
  const transport = new Transport(1000);
  const first = await transport.get(url);
  console.log((await first.body.text()).length);
  transport.setTimeout(2000);
  const second = await transport.get(url);
  console.log((await second.body.text()).length);
  await transport.close();
}

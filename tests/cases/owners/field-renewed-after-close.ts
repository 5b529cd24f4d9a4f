// clean: /small (the agent of the old settings is closed before another one replaces it)
import { Agent, fetch } from 'undici';

class Network {
  private agent: Agent | null = null;
  private settings = '';

  private agentFor(settings: string): Agent {
    if (this.agent && this.settings === settings) return this.agent;
    void this.agent?.close();
    this.agent = new Agent({ connections: 2 });
    this.settings = settings;
    return this.agent;
  }

  async load(url: string, settings: string) {
    const response = await fetch(url, { dispatcher: this.agentFor(settings) });
    return response.text();
  }

  close() {
    return this.agent?.close();
  }
}

const network = new Network();

export async function main(url: string) {
  await network.load(url, 'direct');
  const text = await network.load(url, 'tunnel');
  await network.close();
  return text.length;
}

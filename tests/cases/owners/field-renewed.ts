// leaks when: /small (an agent for other settings replaces the one that is still open)
import { Agent, fetch } from 'undici';

class Network {
  private agent: Agent | null = null;
  private settings = '';

  private agentFor(settings: string): Agent {
    if (this.agent && this.settings === settings) return this.agent;
    this.agent = new Agent({ connections: 2 }); // UNCLOSED
    this.settings = settings;
    return this.agent;
  }

  async load(url: string, settings: string) {
    const response = await fetch(url, { dispatcher: this.agentFor(settings) });
    return response.text();
  }
}

const network = new Network();

export async function main(url: string) {
  await network.load(url, 'direct');
  return (await network.load(url, 'tunnel')).length;
}

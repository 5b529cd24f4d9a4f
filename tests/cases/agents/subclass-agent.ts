// leaks when: /json /500 (an agent class of the module's own)
import { Agent, request } from 'undici';

class TracingAgent extends Agent {
  constructor() {
    super({ connections: 1 });
  }
}

export async function main(url: string): Promise<void> {
  const dispatcher = new TracingAgent(); // UNCLOSED
  const { body } = await request(url, { dispatcher });
  console.log((await body.text()).length);
}

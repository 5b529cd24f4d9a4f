// leaks when: /json /500 (the helper prints the agent's state and leaves it open)
import { Agent, request } from 'undici';

function report(agent: Agent): void {
  console.debug('closed:', agent.closed, 'destroyed:', agent.destroyed);
}

export async function main(url: string): Promise<void> {
  const agent = new Agent(); // UNCLOSED
  const { body } = await request(url, { dispatcher: agent });
  console.log((await body.text()).length);
  report(agent);
}

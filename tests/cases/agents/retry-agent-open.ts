// leaks when: /json (neither the wrapper nor the agent inside is closed)
import { Agent, request, RetryAgent } from 'undici';

export async function main(url: string): Promise<void> {
  const inner = new Agent({ connections: 1 }); // UNCLOSED #agent
  const agent = new RetryAgent(inner, { maxRetries: 1 }); // UNCLOSED #agent
  const { body } = await request(url, { dispatcher: agent });
  console.log((await body.text()).length);
}

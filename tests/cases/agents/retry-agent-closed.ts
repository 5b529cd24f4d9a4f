// clean: /json
import { Agent, request, RetryAgent } from 'undici';

export async function main(url: string): Promise<void> {
  const agent = new RetryAgent(new Agent({ connections: 1 }), { maxRetries: 1 });
  const { body } = await request(url, { dispatcher: agent });
  console.log((await body.text()).length);
  await agent.close();
}

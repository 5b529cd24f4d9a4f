// clean: /json /500
import { Agent, request } from 'undici';

export async function main(url: string): Promise<void> {
  const agent = new Agent();
  const { body } = await request(url, { dispatcher: agent });
  console.log((await body.text()).length);
  agent.close().catch((problem: unknown) => console.error(problem));
}

// clean: /json /500 /refuse
import { Agent, request } from 'undici';

export async function main(url: string): Promise<void> {
  const agent = new Agent();
  await using _closing = { [Symbol.asyncDispose]: () => agent.close() };
  const { body } = await request(url, { dispatcher: agent });
  console.log((await body.text()).length);
}

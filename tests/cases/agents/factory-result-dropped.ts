// leaks when: /json /500 (the factory hands over an agent that nobody closes)
import { Agent, request } from 'undici';

const makeAgent = (seconds: number): Agent => new Agent({ bodyTimeout: seconds * 1_000 });

export async function main(url: string): Promise<void> {
  const agent = makeAgent(5); // UNCLOSED
  const { body } = await request(url, { dispatcher: agent });
  console.log((await body.text()).length);
}

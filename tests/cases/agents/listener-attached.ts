// leaks when: /json /500 (listening to the agent does not close it)
import { Agent, request } from 'undici';

export async function main(url: string): Promise<void> {
  const agent = new Agent(); // UNCLOSED
  agent.on('disconnect', (origin) => console.debug('gone', origin));
  const { body } = await request(url, { dispatcher: agent });
  console.log((await body.text()).length);
}

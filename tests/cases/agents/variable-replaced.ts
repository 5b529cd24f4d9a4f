// leaks when: /json (the agent in use is pushed out by the next one)
import { Agent, request } from 'undici';

let agent = new Agent();

function configure(connections: number): void {
  agent = new Agent({ connections }); // UNCLOSED
}

export async function main(url: string): Promise<void> {
  configure(2);
  const { body } = await request(url, { dispatcher: agent });
  console.log((await body.text()).length);
}

// leaks when: /json /500 (nobody reads either response, nor closes the agent)
import { Agent, request } from 'undici';

export async function main(url: string): Promise<void> {
  const asked = fetch(`${url}/a`); // LEAK
  const agent = new Agent(); // UNCLOSED
  const first = await request(`${url}/b`, { dispatcher: agent }); // LEAK
  console.log(first.statusCode);
  const second = await asked;
}

// breaks when: /ok /500 (both answers leave, the agent is gone)
import { Agent, fetch, type Response } from 'undici';

async function both(api: string): Promise<[Response, Response]> {
  const agent = new Agent({ connections: 2 });
  const answers = await Promise.all([fetch(`${api}/a`, { dispatcher: agent }), fetch(`${api}/b`, { dispatcher: agent })]);
  await agent.destroy(); // PREMATURE
  return answers;
}

export async function main(url: string): Promise<void> {
  const [a, b] = await both(url);
  console.log((await a.text()).length, (await b.text()).length);
}

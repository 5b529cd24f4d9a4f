// breaks when: /ok /500 (a local function makes the request, the outer one closes)
import { Agent, fetch, type Response } from 'undici';

async function open(source: string): Promise<Response> {
  const agent = new Agent();
  const load = () => fetch(source, { dispatcher: agent, headers: { accept: '*/*' } });
  const answer = await load();
  await agent.close(); // PREMATURE
  return answer;
}

export async function main(url: string): Promise<void> {
  const answer = await open(url);
  console.log((await answer.text()).length);
}

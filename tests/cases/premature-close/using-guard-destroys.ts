// breaks when: /ok /500 (the guard destroys the agent at the return); clean on: /refuse
import { Agent, fetch, type Response } from 'undici';

async function open(source: string): Promise<Response> {
  const agent = new Agent();
  using _guard = { [Symbol.dispose]: () => void agent.destroy() }; // PREMATURE
  return await fetch(source, { dispatcher: agent });
}

export async function main(url: string): Promise<void> {
  const answer = await open(url);
  console.log((await answer.text()).length);
}

// breaks when: /ok /500 (the chain closes the agent behind the response); clean on: /refuse
import { Agent, fetch, type Response } from 'undici';

function open(source: string): Promise<Response> {
  const agent = new Agent();
  return fetch(source, { dispatcher: agent }).finally(() => agent.close()); // PREMATURE
}

export async function main(url: string): Promise<void> {
  const answer = await open(url);
  console.log((await answer.text()).length);
}

// breaks when: /ok /500 (a helper makes the request with the agent it is given)
import { Agent, fetch, type Dispatcher, type Response } from 'undici';

const get = (dispatcher: Dispatcher, source: string): Promise<Response> => fetch(source, { dispatcher });

async function open(source: string): Promise<Response> {
  const agent = new Agent();
  try {
    const answer = await get(agent, source);
    console.debug(answer.status);
    return answer;
  } finally {
    await agent.destroy(); // PREMATURE
  }
}

export async function main(url: string): Promise<void> {
  const answer = await open(url);
  console.log((await answer.text()).length);
}

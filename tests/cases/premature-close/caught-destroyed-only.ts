// leaks when: /ok (the agent goes out with nobody to close it); clean on: /refuse
import { Agent, fetch, type Response } from 'undici';

async function open(source: string): Promise<Response> {
  const agent = new Agent(); // UNCLOSED
  try {
    return await fetch(source, { dispatcher: agent });
  } catch (cause) {
    await agent.destroy();
    throw new Error('not reachable', { cause });
  }
}

export async function main(url: string): Promise<void> {
  const answer = await open(url);
  console.log((await answer.text()).length);
}

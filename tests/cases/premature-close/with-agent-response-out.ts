// breaks when: /ok /500 (the callback lets the response out of the agent's scope); clean on: /refuse
import { Agent, fetch, type Dispatcher } from 'undici';

async function withAgent<T>(work: (dispatcher: Dispatcher) => Promise<T>): Promise<T> {
  const agent = new Agent();
  try {
    return await work(agent);
  } finally {
    await agent.close(); // PREMATURE #close
  }
}

export async function main(url: string): Promise<void> {
  const answer = await withAgent((dispatcher) => fetch(url, { dispatcher })); // PREMATURE #close
  console.log((await answer.text()).length);
}

// breaks when: /500 (errors go out unread, answers are read in time); clean on: /ok
import { Agent, fetch, type Response } from 'undici';

async function load(source: string): Promise<string | Response> {
  const agent = new Agent();
  try {
    const answer = await fetch(source, { dispatcher: agent });
    if (answer.ok) return await answer.text();
    return answer;
  } finally {
    await agent.close(); // PREMATURE
  }
}

export async function main(url: string): Promise<void> {
  const result = await load(url);
  console.log(typeof result === 'string' ? result.length : (await result.text()).length);
}

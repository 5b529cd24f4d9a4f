import { Agent, fetch, type Response } from 'undici';

export async function fetchOnce(source: string): Promise<Response> {
  const agent = new Agent();
  const answer = await fetch(source, { dispatcher: agent });
  await agent.close(); // PREMATURE
  return answer;
}

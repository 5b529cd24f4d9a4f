// clean: /ok /500
import { Agent, fetch, type Response } from 'undici';

const shared = new Agent();

async function open(source: string, own = false): Promise<Response> {
  const agent = own ? new Agent() : shared;
  const answer = await fetch(source, { dispatcher: agent });
  if (own) void agent.close();
  return answer;
}

export async function main(url: string): Promise<void> {
  const answer = await open(url);
  console.log((await answer.text()).length);
}

// clean: /ok /500
import { Agent, fetch } from 'undici';

async function load(source: string): Promise<string> {
  const agent = new Agent();
  const answer = await fetch(source, { dispatcher: agent });
  return answer.text().finally(() => agent.close());
}

export async function main(url: string): Promise<void> {
  console.log((await load(url)).length);
}

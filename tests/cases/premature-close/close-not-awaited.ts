// clean: /ok /500
import { Agent, fetch, type Response } from 'undici';

async function open(source: string): Promise<Response> {
  const agent = new Agent();
  try {
    return await fetch(source, { dispatcher: agent });
  } finally {
    agent.close().catch(() => {});
  }
}

export async function main(url: string): Promise<void> {
  const answer = await open(url);
  console.log((await answer.text()).length);
}

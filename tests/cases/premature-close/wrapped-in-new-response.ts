// breaks when: /ok /500 (the new response reads from the old body)
import { Agent, fetch, Response } from 'undici';

async function load(source: string): Promise<Response> {
  const agent = new Agent();
  try {
    const answer = await fetch(source, { dispatcher: agent });
    return new Response(answer.body, { status: answer.status });
  } finally {
    await agent.destroy(); // PREMATURE
  }
}

export async function main(url: string): Promise<void> {
  console.log((await (await load(url)).text()).length);
}

// clean: /ok /500
import { Agent, fetch, Response } from 'undici';

async function load(source: string): Promise<Response> {
  const agent = new Agent();
  try {
    const answer = await fetch(source, { dispatcher: agent });
    const bytes = await answer.arrayBuffer();
    return new Response(bytes, { status: answer.status, headers: answer.headers });
  } finally {
    await agent.close();
  }
}

export async function main(url: string): Promise<void> {
  console.log((await (await load(url)).text()).length);
}

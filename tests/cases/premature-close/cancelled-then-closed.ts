// clean: /ok /500
import { Agent, fetch, type Headers } from 'undici';

async function head(source: string): Promise<Headers> {
  const agent = new Agent();
  try {
    const answer = await fetch(source, { dispatcher: agent });
    await answer.body?.cancel();
    return answer.headers;
  } finally {
    await agent.close();
  }
}

export async function main(url: string): Promise<void> {
  console.log((await head(url)).get('etag'));
}

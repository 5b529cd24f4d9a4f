// breaks when: /ok /500 (the finally closes while the caller still has to read); clean on: /refuse
import { Agent, fetch, type Response } from 'undici';

async function open(source: string): Promise<Response> {
  const dispatcher = new Agent({ connections: 1 });
  try {
    return await fetch(source, { dispatcher });
  } finally {
    await dispatcher.close(); // PREMATURE
  }
}

export async function main(url: string): Promise<void> {
  const answer = await open(url);
  console.log((await answer.text()).length);
}

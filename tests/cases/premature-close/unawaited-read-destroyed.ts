// breaks when: /json (json() is returned unawaited, destroy() runs first)
import { Agent, fetch } from 'undici';

async function getJson(url: string): Promise<unknown> {
  const dispatcher = new Agent();
  try {
    const response = await fetch(url, { dispatcher });
    return response.json();
  } finally {
    await dispatcher.destroy(); // PREMATURE
  }
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await getJson(url)));
}

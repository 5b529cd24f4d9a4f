// clean: /json /500 /refuse
import { Agent, request } from 'undici';

export async function main(url: string): Promise<void> {
  const cleanups: Array<() => Promise<void>> = [];
  try {
    const agent = new Agent();
    cleanups.push(() => agent.close());
    const { body } = await request(url, { dispatcher: agent });
    console.log((await body.text()).length);
  } finally {
    for (const cleanup of cleanups.reverse()) await cleanup();
  }
}

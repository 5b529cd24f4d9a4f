// leaks when: /json /500 (the close hides behind a log switch)
import { Agent, fetch } from 'undici';

async function run(source: string, verbose = false): Promise<void> {
  const agent = new Agent({ connections: 2 }); // UNCLOSED
  try {
    const answer = await fetch(source, { dispatcher: agent });
    console.log((await answer.text()).length);
  } finally {
    if (verbose) {
      console.debug('closing');
      await agent.close();
    }
  }
}

export async function main(url: string): Promise<void> {
  await run(url);
}

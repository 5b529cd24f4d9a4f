// clean: /json /500 /refuse
import { Agent, fetch } from 'undici';

export async function main(url: string): Promise<void> {
  let agent: Agent | undefined;
  try {
    agent = new Agent({ connections: 2 });
    const answer = await fetch(url, { dispatcher: agent });
    console.log((await answer.text()).length);
  } finally {
    await agent?.close();
  }
}

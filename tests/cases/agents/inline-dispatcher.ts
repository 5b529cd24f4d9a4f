// leaks when: /json /500 (an agent written straight into the options)
import { Agent, fetch } from 'undici';

export async function main(url: string): Promise<void> {
  const answer = await fetch(url, {
    method: 'POST',
    body: 'x',
    dispatcher: new Agent({ connect: { timeout: 1_000 } }), // UNCLOSED
  });
  console.log(answer.status, (await answer.text()).length);
}

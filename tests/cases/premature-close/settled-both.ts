// breaks when: /ok (the promise of the answer is awaited together with the close)
import { Agent, fetch, type Response } from 'undici';

async function open(source: string): Promise<Response> {
  const agent = new Agent();
  const pending = fetch(source, { dispatcher: agent });
  const [answer] = await Promise.all([pending, pending.then(() => agent.destroy())]); // PREMATURE
  return answer;
}

export async function main(url: string): Promise<void> {
  const answer = await open(url);
  console.log((await answer.text()).length);
}

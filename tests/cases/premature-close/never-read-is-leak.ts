// leaks when: /ok /500 (nobody reads, so the close that waits is not the fault)
import { Agent, fetch } from 'undici';

export async function main(url: string): Promise<void> {
  const agent = new Agent();
  const answer = await fetch(url, { dispatcher: agent }); // LEAK
  console.log(answer.status);
  void agent.close();
}

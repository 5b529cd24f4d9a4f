// leaks when: /json (the winner returns and the agent stays)
import { setTimeout as sleep } from 'node:timers/promises';
import { Agent, request } from 'undici';

async function size(source: string): Promise<number> {
  const agent = new Agent(); // UNCLOSED
  const load = async (): Promise<number> => {
    const { body } = await request(source, { dispatcher: agent });
    return (await body.text()).length;
  };
  return Promise.race([load(), sleep(2_000, -1, { ref: false })]);
}

export async function main(url: string): Promise<void> {
  console.log(await size(url));
}

// leaks when: /json (each reload puts a new agent in the place of the open one)
import { Agent, request } from 'undici';

let current: Agent | undefined;

async function reload(source: string): Promise<number> {
  current = new Agent({ bodyTimeout: 5_000 }); // UNCLOSED
  const { body } = await request(source, { dispatcher: current });
  return (await body.text()).length;
}

export async function main(url: string): Promise<void> {
  console.log(await reload(url));
}

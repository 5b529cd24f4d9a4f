// clean: /json /500
import { Agent, request } from 'undici';

let agent = new Agent();

async function stop(): Promise<void> {
  await agent.close();
}

async function configure(connections: number): Promise<void> {
  await stop();
  agent = new Agent({ connections });
}

export async function main(url: string): Promise<void> {
  await configure(2);
  const { body } = await request(url, { dispatcher: agent });
  console.log((await body.text()).length);
  await stop();
  agent = new Agent();
}

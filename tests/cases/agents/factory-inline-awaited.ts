// leaks when: /json
import { Agent, Pool, fetch } from 'undici';

async function makeAgent(): Promise<Agent> {
  return new Agent({ connections: 2 });
}

async function makePool(origin: string): Promise<Pool> {
  return new Pool(origin, { connections: 1 });
}

async function length(url: string): Promise<number> {
  const res = await fetch(url, { dispatcher: await makeAgent() }); // UNCLOSED
  return (await res.text()).length;
}

export async function main(url: string): Promise<void> {
  const { origin, pathname } = new URL(url);
  const { body } = await (await makePool(origin)).request({ path: pathname, method: 'GET' }); // UNCLOSED
  console.log((await body.text()).length, await length(url));
}

// leaks when: /json
import { Agent, request } from 'undici';

let shared: Agent | undefined;

function pick(isFresh: boolean): Agent {
  if (!isFresh) return (shared ??= new Agent());
  return new Agent({ connections: 1 });
}

async function length(url: string, isFresh: boolean): Promise<number> {
  const agent = pick(isFresh); // UNCLOSED
  const { body } = await request(url, { dispatcher: agent });
  return (await body.text()).length;
}

export async function main(url: string): Promise<void> {
  console.log(await length(url, true), await length(url, false), await length(url, false));
  await shared?.close();
  shared = undefined;
}

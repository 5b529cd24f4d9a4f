// leaks when: /json (no hook closes what the first one makes)
import { Agent, request } from 'undici';

const hooks: (() => void)[] = [];
const beforeEach = (hook: () => void): void => void hooks.push(hook);

let agent: Agent;
beforeEach(() => {
  agent = new Agent({ pipelining: 1 }); // UNCLOSED
});

export async function main(url: string): Promise<void> {
  for (const hook of hooks) hook();
  const { body } = await request(url, { dispatcher: agent });
  console.log((await body.text()).length);
}

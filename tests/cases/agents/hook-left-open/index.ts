// leaks when: /json (no hook closes what the first one makes)
import { Agent, request } from 'undici';
import { beforeEach, runHooks } from './hooks.js';

let agent: Agent;
beforeEach(() => {
  agent = new Agent({ pipelining: 1 }); // UNCLOSED
});

export async function main(url: string): Promise<void> {
  runHooks();
  const { body } = await request(url, { dispatcher: agent });
  console.log((await body.text()).length);
}

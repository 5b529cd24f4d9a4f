// clean: /json /500
import { Agent, request } from 'undici';

const before: (() => void)[] = [];
const after: (() => Promise<void>)[] = [];
const beforeEach = (hook: () => void): void => void before.push(hook);
const afterEach = (hook: () => Promise<void>): void => void after.push(hook);

let agent: Agent;
beforeEach(() => {
  agent = new Agent({ pipelining: 1 });
});
afterEach(async () => {
  await agent.close();
});

export async function main(url: string): Promise<void> {
  for (const hook of before) hook();
  const { body } = await request(url, { dispatcher: agent });
  console.log((await body.text()).length);
  for (const hook of after) await hook();
}

// leaks when: /json /500 (the callee uses the agent and leaves it to the caller)
import { Agent, request } from 'undici';

async function useOnce(agent: Agent, source: string): Promise<number> {
  const { body } = await request(source, { dispatcher: agent });
  return (await body.text()).length;
}

export async function main(url: string): Promise<void> {
  console.log(await useOnce(new Agent({ connections: 1 }), url)); // UNCLOSED
}

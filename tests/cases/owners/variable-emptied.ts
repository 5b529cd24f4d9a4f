// leaks when: /small (the variable of the module forgets the agent)
import { Agent, fetch } from 'undici';

let agent: Agent | undefined;

function shared() {
  if (!agent) agent = new Agent({ connections: 1 }); // UNCLOSED
  return agent;
}

export function reset() {
  agent = undefined;
}

export async function main(url: string) {
  const response = await fetch(url, { dispatcher: shared() });
  const text = await response.text();
  reset();
  return text.length;
}

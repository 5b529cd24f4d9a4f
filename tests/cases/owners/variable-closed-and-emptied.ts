// clean: /small (the agent is closed before the variable forgets it)
import { Agent, fetch } from 'undici';

let agent: Agent | undefined;

function shared() {
  if (!agent) agent = new Agent({ connections: 1 });
  return agent;
}

export function reset() {
  void agent?.close();
  agent = undefined;
}

export async function main(url: string) {
  const response = await fetch(url, { dispatcher: shared() });
  const text = await response.text();
  reset();
  return text.length;
}

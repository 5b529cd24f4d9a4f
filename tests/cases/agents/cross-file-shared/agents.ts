import { Agent } from 'undici';

let agent: Agent | undefined;

export function sharedAgent(): Agent {
  if (!agent) agent = new Agent({ connections: 2 });
  return agent;
}

// clean: /small (the agent is closed before the map lets go of it)
import { Agent, fetch, type RequestInit } from 'undici';

const agents = new Map<string, Agent>();

function agentFor(origin: string): Agent {
  let agent = agents.get(origin);
  if (!agent) {
    agent = new Agent({ connections: 1 });
    agents.set(origin, agent);
  }
  return agent;
}

export function forget(origin: string) {
  void agents.get(origin)?.close();
  agents.delete(origin);
}

const load = (url: string, origin?: string, init: RequestInit = {}) =>
  fetch(url, origin ? { ...init, dispatcher: agentFor(origin) } : init);

export async function main(url: string) {
  const { origin } = new URL(url);
  const text = await (await load(url, origin)).text();
  forget(origin);
  return text.length;
}

import { Agent } from 'undici';

export interface AgentOptions {
  timeout?: number;
}

export function createAgent({ timeout = 5_000 }: AgentOptions = {}): Agent {
  return new Agent({ bodyTimeout: timeout, headersTimeout: timeout });
}

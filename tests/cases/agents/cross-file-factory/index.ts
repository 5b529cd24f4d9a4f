// leaks when: /json /500 (the imported factory makes a new agent each time)
import { fetch } from 'undici';
import { createAgent } from './agents.js';

export async function main(url: string): Promise<void> {
  const answer = await fetch(url, { dispatcher: createAgent() }); // UNCLOSED
  console.log((await answer.text()).length);
}

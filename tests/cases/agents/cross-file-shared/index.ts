// clean: /json /500
import { fetch } from 'undici';
import { sharedAgent } from './agents.js';

export async function main(url: string): Promise<void> {
  const answer = await fetch(url, { dispatcher: sharedAgent() });
  console.log((await answer.text()).length);
}

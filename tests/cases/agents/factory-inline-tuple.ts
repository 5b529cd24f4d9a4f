// leaks when: /json
import { Agent, fetch } from 'undici';

async function transport(): Promise<[Agent, number]> {
  return [new Agent(), 1];
}

export async function main(url: string): Promise<void> {
  const res = await fetch(url, { dispatcher: (await transport())[0] }); // UNCLOSED
  console.log((await res.text()).length);
}

// breaks when: /json /slow (whoever wins, the text has the lock)
import { setTimeout as sleep } from 'node:timers/promises';

async function load(source: string): Promise<string | undefined> {
  const answer = await fetch(source);
  const text = await Promise.race([answer.text(), sleep(60_000, undefined, { ref: false })]);
  await answer.body?.cancel(); // LOCKED
  return text;
}

export async function main(url: string): Promise<void> {
  console.log((await load(url))?.length);
}

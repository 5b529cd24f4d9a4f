// leaks when: /500 (the test and the take belong together); clean on: /small
import { isFree, reset, take } from './desk.ts';

let gate: Array<() => void> = [];
const meet = (): Promise<void> =>
  new Promise((ok) => {
    gate.push(ok);
    if (gate.length === 3) gate.forEach((go) => go());
  });

async function one(url: string): Promise<string> {
  const res = await fetch(url); // LEAK
  await meet();
  if (!res.ok && isFree()) {
    take();
    return 'taken';
  }
  if (!res.ok) return 'busy';
  return (await res.text()).slice(0, 2);
}

export async function main(url: string): Promise<string> {
  gate = [];
  reset();
  const all = await Promise.all([one(url), one(url), one(url)]);
  return all.sort().join();
}

// leaks when: /500 (the test and the take belong together); clean on: /small
let gate: Array<() => void> = [];
const meet = (): Promise<void> =>
  new Promise((ok) => {
    gate.push(ok);
    if (gate.length === 3) gate.forEach((go) => go());
  });

async function one(url: string, pool: Set<string>): Promise<string> {
  const res = await fetch(url); // LEAK
  await meet();
  if (!res.ok && !pool.has('x')) {
    pool.add('x');
    return 'taken';
  }
  if (!res.ok) return 'busy';
  return (await res.text()).slice(0, 2);
}

export async function main(url: string): Promise<string> {
  gate = [];
  const pool = new Set<string>();
  const all = await Promise.all([one(url, pool), one(url, pool), one(url, pool)]);
  return all.sort().join();
}

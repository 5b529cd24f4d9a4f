// leaks when: /500 (the test and the take belong together); clean on: /small
let gate: Array<() => void> = [];
const meet = (): Promise<void> =>
  new Promise((ok) => {
    gate.push(ok);
    if (gate.length === 3) gate.forEach((go) => go());
  });

interface Hooks {
  readonly mayEnter: () => boolean;
  readonly entered: () => void;
}

async function one(url: string, { mayEnter, entered }: Hooks): Promise<string> {
  const res = await fetch(url); // LEAK
  await meet();
  const may = mayEnter();
  if (!res.ok) {
    if (!may) return 'busy';
    entered();
    return 'taken';
  }
  return (await res.text()).slice(0, 2);
}

export async function main(url: string): Promise<string> {
  gate = [];
  let count = 0;
  const hooks = { mayEnter: () => count === 0, entered: () => void (count += 1) };
  const all = await Promise.all([one(url, hooks), one(url, hooks), one(url, hooks)]);
  return all.sort().join();
}

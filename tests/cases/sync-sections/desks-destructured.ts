// leaks when: /500 (the test and the take belong together); clean on: /small
let gate: Array<() => void> = [];
const meet = (): Promise<void> =>
  new Promise((ok) => {
    gate.push(ok);
    if (gate.length === 3) gate.forEach((go) => go());
  });

interface Context {
  readonly desks: { has(name: string): boolean; add(name: string): unknown };
}

const one = async (url: string, context: Context): Promise<string> => {
  const res = await fetch(url); // LEAK
  await meet();
  const { desks } = context;
  if (!res.ok && !desks.has('x')) {
    context.desks.add('x');
    return 'taken';
  }
  if (!res.ok) return 'busy';
  return (await res.text()).slice(0, 2);
};

export async function main(url: string): Promise<string> {
  gate = [];
  const context = { desks: new Set<string>() };
  const all = await Promise.all([one(url, context), one(url, context), one(url, context)]);
  return all.sort().join();
}

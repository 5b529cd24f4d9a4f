// leaks when: /500 (test and take belong together); clean on: /small
const state = { tickets: 1 };
let gate: Array<() => void> = [];
const meet = (): Promise<void> => new Promise((ok) => {
  gate.push(ok);
  if (gate.length === 3) gate.forEach((go) => go());
});

async function buy(url: string): Promise<string> {
  const res = await fetch(url); // LEAK
  await meet();
  if (!res.ok && state.tickets > 0) {
    state.tickets -= 1;
    return 'sold';
  }
  if (!res.ok) return 'none';
  return (await res.text()).slice(0, 2);
}

export async function main(url: string): Promise<string> {
  state.tickets = 1;
  gate = [];
  const all = await Promise.all([buy(url), buy(url), buy(url)]);
  return `${all.sort().join()} ${state.tickets}`;
}

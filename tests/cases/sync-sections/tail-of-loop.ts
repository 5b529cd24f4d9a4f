// leaks when: /mixed (skipped turns take a slot of a shared list); clean on: /small
const slots: string[] = [];
let gate: Array<() => void> = [];
const meet = (): Promise<void> => new Promise((ok) => {
  gate.push(ok);
  if (gate.length === 2) {
    gate.forEach((go) => go());
    gate = [];
  }
});

async function worker(url: string, who: string): Promise<void> {
  for (const id of [1, 2]) {
    const res = await fetch(`${url}/${id}`); // LEAK
    await meet();
    if (!res.ok) {
      const slot = slots.length;
      const entry = `${slot}:${res.status}`;
      slots[slot] = entry;
      continue;
    }
    await res.text();
    void who;
  }
}

export async function main(url: string): Promise<string> {
  slots.length = 0;
  gate = [];
  await Promise.all([worker(url, 'a'), worker(url, 'b')]);
  return slots.join();
}

// leaks when: /json (what keeps the object changes it later); clean on: /500
const kept: { done: boolean }[] = [];

function finishAll(): void {
  for (const one of kept) one.done = true;
}

async function load(url: string): Promise<unknown> {
  const res = await fetch(url); // LEAK
  const state = { done: false };
  kept.push(state);
  if (!res.ok) {
    await res.body?.cancel();
    return null;
  }
  state.done = false;
  finishAll();
  return state.done ? null : res.json();
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}

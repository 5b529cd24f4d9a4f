// leaks when: /500 (a computed name may be the flag's); clean on: /json
async function load(url: string, key: 'done' | 'note'): Promise<unknown> {
  const res = await fetch(url); // LEAK
  const state = { done: false, note: false };
  if (res.ok) return res.json();
  state[key] = true;
  if (!state.done) await res.body?.cancel();
  return null;
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url, 'done')));
}

// leaks when: /500 (another name of the object sets the property); clean on: /json
async function load(url: string): Promise<unknown> {
  const res = await fetch(url); // LEAK
  const state = { done: false };
  const same = state;
  if (res.ok) return res.json();
  same.done = true;
  if (!state.done) await res.body?.cancel();
  return null;
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}

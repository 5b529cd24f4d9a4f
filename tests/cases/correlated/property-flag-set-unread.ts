// leaks when: /500 (the property is set where nothing is read); clean on: /json
async function load(url: string): Promise<unknown> {
  const res = await fetch(url); // LEAK
  const state = { done: false, note: '' };
  if (res.ok) {
    state.note = await res.text();
  } else {
    state.done = true;
  }
  if (!state.done) return state.note;
  return null;
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}

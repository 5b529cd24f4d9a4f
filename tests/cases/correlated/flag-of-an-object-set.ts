// leaks when: /500 (what was known of the object holds no more once a property is assigned); clean on: /json
async function load(url: string): Promise<unknown> {
  const res = await fetch(url); // LEAK
  const state = { done: false };
  if (res.ok) state.done = true;
  if (state.done) return res.json();
  return null;
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}

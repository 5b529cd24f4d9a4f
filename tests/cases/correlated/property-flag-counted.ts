// leaks when: /500 (the property is counted up and is not what it was); clean on: /json
async function load(url: string): Promise<unknown> {
  const res = await fetch(url); // LEAK
  const state = { failures: 0 };
  if (res.ok) return res.json();
  state.failures++;
  if (state.failures === 0) await res.body?.cancel();
  return null;
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}

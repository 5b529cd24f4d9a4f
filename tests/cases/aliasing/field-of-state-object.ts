// leaks when: /500 (assigned to a field of a local object, then read on one path); clean on: /json
export async function main(url: string): Promise<void> {
  const state: { res?: Response; tries: number } = { tries: 0 };
  state.res = await fetch(url); // LEAK
  state.tries += 1;
  if (state.res.status >= 500) return;
  console.log((await state.res.text()).length);
}

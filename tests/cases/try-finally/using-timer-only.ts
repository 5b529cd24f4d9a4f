// leaks when: /500 (what is disposed of is the timer); clean on: /ok
export async function main(url: string): Promise<void> {
  const answer = await fetch(url); // LEAK
  using _timer = { [Symbol.dispose]: () => console.log(answer.status) };
  if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
  console.log((await answer.text()).length);
}

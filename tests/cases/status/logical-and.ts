// leaks when: /500 (short circuit); clean on: /json
export async function main(url: string): Promise<void> {
  const res = await fetch(url); // LEAK
  res.ok && console.log((await res.text()).length);
}

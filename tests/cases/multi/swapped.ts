// leaks when: /mixed (swapped before the test); clean on: /json
export async function main(url: string): Promise<string> {
  let a = await fetch(`${url}/b`); // LEAK
  let b = await fetch(`${url}/a`); // LEAK
  [a, b] = [b, a];
  if (!b.ok) return `bad ${b.status}`;
  return `${(await a.text()).length === (await b.text()).length}`;
}

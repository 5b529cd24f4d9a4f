// leaks when: /json /mixed (only the chosen one is read)
export async function main(url: string): Promise<void> {
  const first = await fetch(`${url}/a`); // LEAK
  const second = await fetch(`${url}/b`); // LEAK
  const winner = first.status >= second.status ? first : second;
  console.log((await winner.text()).length);
}

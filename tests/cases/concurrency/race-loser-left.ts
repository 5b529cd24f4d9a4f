// leaks when: /lag-a /lag-b (the loser of the race)
export async function main(url: string): Promise<void> {
  const res = await Promise.race([
    fetch(`${url}/a`), // LEAK
    fetch(`${url}/b`), // LEAK
  ]);
  console.log((await res.text()).length);
  await new Promise((r) => setTimeout(r, 200));
}

// leaks when: /json (the second promise is only asked for its status)
export async function main(url: string): Promise<void> {
  const pending = fetch(`${url}/a`);
  const other = fetch(`${url}/b`); // LEAK
  const a = await pending;
  console.log((await a.text()).length, (await other).status);
}

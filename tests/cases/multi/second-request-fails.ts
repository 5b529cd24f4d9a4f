// leaks when: /500 (two in a row; the first is left when the second is bad); clean on: /json
export async function main(url: string): Promise<string> {
  const head = await fetch('data:text/plain,hello');
  const one = await fetch(url); // LEAK
  const two = await fetch(url); // LEAK
  if (one.status !== two.status || !two.ok) {
    return `differ ${await head.text()}`;
  }
  return `${(await one.text()).length === (await two.text()).length}`;
}

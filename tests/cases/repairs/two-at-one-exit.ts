// leaks when: /500 (neither body is ended); clean on: /json
export async function main(url: string): Promise<unknown> {
  const first = await fetch(url); // LEAK
  const second = await fetch(url); // LEAK
  switch (first.status) {
    case 200:
      return [await first.json(), await second.json()];
    default:
      console.log(first.status);
      return null;
  }
}

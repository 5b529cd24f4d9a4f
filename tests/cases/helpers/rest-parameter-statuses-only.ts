// leaks when: /500 /json (the list is only inspected)
const worst = (...answers: Response[]): number => Math.max(...answers.map((r) => r.status));

export async function main(url: string): Promise<void> {
  const a = await fetch(`${url}/a`); // LEAK
  const b = await fetch(`${url}/b`); // LEAK
  console.log(worst(a, b));
}

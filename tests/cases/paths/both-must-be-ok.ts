// leaks when: /mixed /500 (one bad answer leaves both unread); clean on: /json
export async function main(url: string): Promise<void> {
  const [left, right] = await Promise.all([
    fetch(`${url}/a`), // LEAK
    fetch(`${url}/b`), // LEAK
  ]);
  if (!left.ok || !right.ok) {
    throw new Error(`cannot compare: ${left.status}, ${right.status}`);
  }
  const [a, b] = (await Promise.all([left.json(), right.json()])) as { name: string }[];
  console.log(a!.name === b!.name);
}

// clean: /500 /json
async function drainAll(...answers: Response[]): Promise<void> {
  await Promise.all(answers.map((r) => r.arrayBuffer()));
}

export async function main(url: string): Promise<void> {
  const a = await fetch(`${url}/a`);
  const b = await fetch(`${url}/b`);
  console.log(a.ok && b.ok);
  await drainAll(a, b);
}

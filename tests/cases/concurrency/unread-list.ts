// leaks when: /json /500 (only the statuses of the list are looked at)
export async function main(url: string): Promise<void> {
  const answers = await Promise.all([
    fetch(`${url}/a`), // LEAK
    fetch(`${url}/b`), // LEAK
  ]);
  console.log(answers.every(({ ok }) => ok));
}

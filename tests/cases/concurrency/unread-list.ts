// leaks when: /json /500 (only the statuses of the list are looked at)
export async function main(url: string): Promise<void> {
  const answers = await Promise.all([fetch(`${url}/a`), fetch(`${url}/b`)]); // LEAK LEAK
  console.log(answers.every(({ ok }) => ok));
}

// leaks when: /json /500 (a list with something else beside the answer)
export async function main(url: string): Promise<void> {
  const answers = await Promise.all([
    fetch(`${url}/a`), // LEAK
    Promise.resolve(7),
  ]);
  console.log(answers.length);
}

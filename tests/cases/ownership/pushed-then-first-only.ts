// leaks when: /json (three answers are collected, one is read)
async function fastest(api: string, regions: string[]): Promise<number> {
  const answers: Response[] = [];
  for (const region of regions) {
    answers.push(await fetch(`${api}/${region}`)); // LEAK
  }
  const [first] = answers;
  return (await first.text()).length;
}

export async function main(url: string): Promise<void> {
  console.log(await fastest(url, ['x', 'y', 'z']));
}

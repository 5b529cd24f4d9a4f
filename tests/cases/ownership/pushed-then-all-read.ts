// clean: /json /mixed
async function sizes(api: string, regions: string[]): Promise<number[]> {
  const answers: Response[] = [];
  for (const region of regions) {
    answers.push(await fetch(`${api}/${region}`));
  }
  const out: number[] = [];
  while (answers.length > 0) {
    const answer = answers.pop()!;
    out.push((await answer.text()).length);
  }
  return out;
}

export async function main(url: string): Promise<void> {
  console.log((await sizes(url, ['x', 'y'])).length);
}

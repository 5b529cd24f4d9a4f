// leaks when: /json /500 (responses pushed to a local list that is only counted)
async function load(api: string): Promise<number> {
  const answers: Response[] = [];
  for (let id = 0; id < 3; id++) {
    const res = await fetch(`${api}/${id}`); // LEAK
    answers.push(res);
  }
  return answers.length;
}

export async function main(url: string): Promise<void> {
  console.log(await load(url));
}

// clean: /mixed /json
export async function main(url: string): Promise<void> {
  const answers = await Promise.all(['b', 'a', 'c'].map((name) => fetch(`${url}/${name}`)));
  const isUp = answers.every((answer) => answer.ok);
  for (const answer of answers) await answer.body?.cancel();
  console.log(isUp);
}

// breaks when: /json (the clean-up helper does not ask whether the body was read); clean on: /404
async function discard(answer: Response): Promise<void> {
  await answer.body?.cancel(); // LOCKED #discard
}

export async function main(url: string): Promise<void> {
  const answer = await fetch(url);
  if (answer.status !== 404) console.log(typeof (await answer.json()));
  await discard(answer); // LOCKED #discard
}

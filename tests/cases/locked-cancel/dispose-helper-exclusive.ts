// clean: /json /404
async function discard(answer: Response): Promise<void> {
  await answer.body?.cancel();
}

export async function main(url: string): Promise<void> {
  const answer = await fetch(url);
  if (answer.status === 404) {
    await discard(answer);
    return;
  }
  console.log(typeof (await answer.json()));
}

// clean: /ok /500
async function release(answer: Response): Promise<void> {
  try {
    await answer.body?.cancel();
  } catch {
    // already read
  }
}

export async function main(url: string): Promise<void> {
  const answer = await fetch(url);
  if (answer.ok) console.log((await answer.text()).length);
  await release(answer);
}

// clean: /json /500
async function attempt(source: string): Promise<[Error, null] | [null, Response]> {
  const answer = await fetch(source);
  if (answer.ok) return [null, answer];
  await answer.body?.cancel();
  return [new Error(String(answer.status)), null];
}

export async function main(url: string): Promise<void> {
  const [error, answer] = await attempt(url);
  if (error) {
    console.error(error.message);
    return;
  }
  console.log((await answer.text()).length);
}

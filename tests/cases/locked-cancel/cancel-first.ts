// clean: /ok /500
export async function main(url: string): Promise<void> {
  const answer = await fetch(url);
  const stream = answer.body;
  if (stream) {
    await stream.cancel();
    await stream.cancel();
  }
  console.log(answer.bodyUsed);
}

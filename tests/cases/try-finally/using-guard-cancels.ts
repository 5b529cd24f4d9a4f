// clean: /ok /500
export async function main(url: string): Promise<void> {
  const answer = await fetch(url);
  await using _guard = { [Symbol.asyncDispose]: async () => void (answer.bodyUsed || (await answer.body?.cancel())) };
  if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
  console.log((await answer.text()).length);
}

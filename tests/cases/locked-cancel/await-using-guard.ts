// breaks when: /ok /500 (the guard cancels at the end of every scope)
export async function main(url: string): Promise<void> {
  const answer = await fetch(url);
  await using _guard = { [Symbol.asyncDispose]: async () => answer.body?.cancel() }; // LOCKED
  console.log((await answer.text()).length);
}

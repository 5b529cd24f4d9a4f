// clean: /ok /500
export async function main(url: string): Promise<void> {
  const answer = await fetch(url);
  const text = await answer.clone().text();
  await answer.body?.cancel();
  console.log(text.length);
}

// clean: /ok /500
export async function main(url: string): Promise<void> {
  const answer = await fetch(url, { method: 'HEAD' });
  const text = await answer.text();
  await answer.body?.cancel();
  console.log(text.length);
}

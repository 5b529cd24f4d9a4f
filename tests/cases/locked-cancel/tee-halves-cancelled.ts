// clean: /ok /500
export async function main(url: string): Promise<void> {
  const answer = await fetch(url);
  const [left, right] = answer.body!.tee();
  await Promise.all([left.cancel(), right.cancel()]);
  console.log(answer.status);
}

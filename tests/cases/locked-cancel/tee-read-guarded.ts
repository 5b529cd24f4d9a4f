// clean: /ok /500
export async function main(url: string): Promise<void> {
  const { body } = await fetch(url);
  const [left, right] = body!.tee();
  const [text, copy] = await Promise.all([new Response(left).text(), new Response(right).text()]);
  if (!body!.locked) await body!.cancel();
  console.log(text.length === copy.length);
}

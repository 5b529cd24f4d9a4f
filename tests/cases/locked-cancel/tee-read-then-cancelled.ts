// breaks when: /ok /500 (the half has been read, and the source is locked for good)
export async function main(url: string): Promise<void> {
  const { body } = await fetch(url);
  const [left, right] = body!.tee();
  const [text, copy] = await Promise.all([new Response(left).text(), new Response(right).text()]);
  console.log(text.length === copy.length);
  await body!.cancel(); // LOCKED
}

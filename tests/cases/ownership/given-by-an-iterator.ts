// clean: /ok /500
export async function main(url: string): Promise<void> {
  const res = await fetch(url);
  const it = { async *[Symbol.asyncIterator]() { yield* res.body!; } };
  let n = 0;
  for await (const c of it) n += c.length;
  console.log(n);
}

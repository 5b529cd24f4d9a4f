// breaks when: /ok /500 (tee() keeps the lock of the source)
async function sizes(source: string): Promise<number> {
  const answer = await fetch(source);
  const body = answer.body!;
  const [left, right] = body.tee();
  let size = 0;
  const drain = async () => {
    for await (const chunk of right) void chunk;
  };
  const other = drain();
  for await (const chunk of left) size += chunk.byteLength;
  await other;
  await body.cancel(); // LOCKED
  return size;
}

export async function main(url: string): Promise<void> {
  console.log(await sizes(url));
}

// clean: /ok /huge /small
async function capped(source: string, limit: number): Promise<number> {
  const { body } = await fetch(source);
  let size = 0;
  for await (const chunk of body!) {
    size += chunk.byteLength;
    if (size > limit) break;
  }
  await body!.cancel();
  return Math.min(size, limit);
}

export async function main(url: string): Promise<void> {
  console.log((await capped(url, 10_000)) > 0);
}

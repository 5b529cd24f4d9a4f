// breaks when: /ok /huge (cancels the body it is iterating over); clean on: /small
async function capped(source: string, limit: number): Promise<number> {
  const answer = await fetch(source);
  let size = 0;
  for await (const chunk of answer.body!) {
    size += chunk.byteLength;
    if (size > limit) {
      await answer.body!.cancel(); // LOCKED
      break;
    }
  }
  return size;
}

export async function main(url: string): Promise<void> {
  console.log((await capped(url, 10_000)) > 0);
}

// breaks when: /ok /500 (the helper has read what the caller cancels)
async function size(answer: Response): Promise<number> {
  return (await answer.arrayBuffer()).byteLength;
}

export async function main(url: string): Promise<void> {
  const answer = await fetch(url);
  const n = await size(answer);
  await answer.body?.cancel(); // LOCKED
  console.log(n);
}

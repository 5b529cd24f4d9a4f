// leaks when: /ok /lines (the refused cancel leaves the body open); breaks when: /ok /lines (the reader still holds the stream)
async function peek(source: string): Promise<number> {
  const answer = await fetch(source); // LEAK
  const reader = answer.body!.getReader();
  const { value } = await reader.read();
  await answer.body!.cancel(); // LOCKED
  return value?.byteLength ?? 0;
}

export async function main(url: string): Promise<void> {
  console.log((await peek(url)) > 0);
}

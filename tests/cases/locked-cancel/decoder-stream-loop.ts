// breaks when: /lines (the decoder has the lock while its output is iterated); clean on: /small
async function search(source: string, word: string): Promise<boolean> {
  const { body } = await fetch(source);
  for await (const text of body!.pipeThrough(new TextDecoderStream() as unknown as TransformStream<Uint8Array, string>)) {
    if (text.includes(word)) {
      await body!.cancel(); // LOCKED
      return true;
    }
  }
  return false;
}

export async function main(url: string): Promise<void> {
  console.log(await search(url, 'STOP'));
}

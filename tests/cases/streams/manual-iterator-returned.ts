// clean: /ok /500
export async function main(url: string): Promise<void> {
  const answer = await fetch(url);
  const iterator = (answer.body as AsyncIterable<Uint8Array>)[Symbol.asyncIterator]();
  try {
    const { value } = await iterator.next();
    console.log((value as Uint8Array).byteLength > 0);
  } finally {
    await iterator.return?.();
  }
}

// clean: /ok /500
export async function main(url: string): Promise<void> {
  const { body } = await fetch(url);
  let n = 0;
  await body!.pipeTo(new WritableStream<Uint8Array>({ write: (chunk) => void (n += chunk.byteLength) }));
  await body!.cancel();
  console.log(n);
}

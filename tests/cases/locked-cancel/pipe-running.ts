// breaks when: /ok (the pipe has the stream while it runs)
export async function main(url: string): Promise<void> {
  const { body } = await fetch(url);
  let n = 0;
  const sink = new WritableStream<Uint8Array>({ write: (chunk) => void (n += chunk.byteLength) });
  const piped = body!.pipeTo(sink);
  await body!.cancel('enough'); // LOCKED
  await piped;
  console.log(n);
}

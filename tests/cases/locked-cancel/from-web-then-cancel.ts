// breaks when: /ok /500 (the Node stream holds a reader on the body)
import { Readable } from 'node:stream';
import type { ReadableStream as WebStream } from 'node:stream/web';

export async function main(url: string): Promise<void> {
  const answer = await fetch(url);
  const source = Readable.fromWeb(answer.body as WebStream<Uint8Array>);
  let n = 0;
  for await (const part of source) {
    n += (part as Buffer).length;
    if (n > 4096) {
      await answer.body!.cancel(); // LOCKED
    }
  }
  console.log(n > 0);
}

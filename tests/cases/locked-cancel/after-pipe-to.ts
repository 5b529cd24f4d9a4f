// clean: /ok /500
import { WritableStream } from 'node:stream/web';
import type { ReadableStream as WebStream } from 'node:stream/web';

export async function main(url: string): Promise<void> {
  const res = await fetch(url);
  const body = res.body as WebStream<Uint8Array>;
  let bytes = 0;
  await body.pipeTo(
    new WritableStream<Uint8Array>({
      write(chunk) {
        bytes += chunk.byteLength;
      },
    }),
  );
  await body.cancel();
  console.log(bytes);
}

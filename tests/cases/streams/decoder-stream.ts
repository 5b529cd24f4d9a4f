// clean: /lines /500
import { TextDecoderStream, type ReadableStream as WebStream } from 'node:stream/web';

async function countStops(source: string): Promise<number> {
  const res = await fetch(source);
  const body = res.body as WebStream<Uint8Array> | null;
  if (!body) return 0;
  let stops = 0;
  for await (const text of body.pipeThrough(new TextDecoderStream())) {
    if (text.includes('STOP')) stops++;
  }
  return stops;
}

export async function main(url: string): Promise<void> {
  console.log(await countStops(url));
}

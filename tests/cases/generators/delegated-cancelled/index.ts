// clean: /lines /small (the generator of another file cancels)
import { pieces } from './pieces.js';

async function* delegating(url: string): AsyncGenerator<Uint8Array> {
  const response = await fetch(url);
  if (response.body) yield* pieces(response.body);
}

async function* looping(url: string): AsyncGenerator<string> {
  const response = await fetch(url);
  if (!response.body) return;
  for await (const piece of pieces(response.body)) yield String(piece.byteLength > 0);
}

export async function main(url: string): Promise<boolean> {
  let size = 0;
  for (const read of [delegating, looping])
    for await (const piece of read(url)) {
      size += piece.length;
      if (size > 0) break;
    }
  return size > 0;
}

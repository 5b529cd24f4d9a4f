// leaks when: /ok /500 (both ends of the tee are dropped)
import type { ReadableStream as WebStream } from 'node:stream/web';

function duplicate(res: Response): [WebStream<Uint8Array>, WebStream<Uint8Array>] {
  return (res.body as WebStream<Uint8Array>).tee();
}

export async function main(url: string): Promise<void> {
  const res = await fetch(url); // LEAK
  const ends = duplicate(res);
  console.log(ends.length, res.status);
}

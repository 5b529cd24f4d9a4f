import { Readable } from 'node:stream';

async function* parts(): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < 12; at += 1) {
    yield new Uint8Array(10);
    await new Promise((resolve) => setTimeout(resolve, 15));
  }
}

export function options(): RequestInit {
  const body = Readable.toWeb(Readable.from(parts())) as ReadableStream;
  return { method: 'PUT', body, duplex: 'half' } as RequestInit;
}

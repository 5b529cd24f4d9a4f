// clean: /json
// server: h2c
import http2 from 'node:http2';
import { text } from 'node:stream/consumers';

async function read(target: URL): Promise<string> {
  const session = http2.connect(target.origin, () => console.log('connected'));
  try {
    return await text(session.request({ ':path': target.pathname }));
  } finally {
    if (!session.closed && !session.destroyed) session.close();
  }
}

export async function main(url: string): Promise<void> {
  console.log((await read(new URL(url))).length > 0);
}

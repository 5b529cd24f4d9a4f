// clean: /404 /json
// server: h2c
import http2 from 'node:http2';
import { text } from 'node:stream/consumers';

function read(target: URL): Promise<string | null> {
  const session = http2.connect(target.origin);
  return new Promise<string | null>((resolve, reject) => {
    const stream = session.request({ ':path': target.pathname });
    stream.on('error', reject);
    stream.on('response', (headers) => {
      if (headers[':status'] === 404) {
        stream.destroy();
        resolve(null);
        return;
      }
      text(stream).then(resolve, reject);
    });
  }).finally(() => session.close());
}

export async function main(url: string): Promise<void> {
  console.log((await read(new URL(url)))?.length);
}

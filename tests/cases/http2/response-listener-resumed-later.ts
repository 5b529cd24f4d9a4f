// clean: /404 /json
// server: h2c
import http2 from 'node:http2';

function size(target: URL): Promise<number> {
  const session = http2.connect(target.origin);
  return new Promise<number>((resolve, reject) => {
    const stream = session.request({ ':path': target.pathname });
    let n = 0;
    stream.on('error', reject);
    stream.on('response', (headers) => {
      if (headers[':status'] !== 200) return;
      stream.on('data', (part: Buffer) => (n += part.length));
    });
    stream.on('end', () => resolve(n));
    stream.resume();
  }).finally(() => session.close());
}

export async function main(url: string): Promise<void> {
  console.log(await size(new URL(url)));
}

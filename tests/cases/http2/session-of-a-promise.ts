// leaks when: /json /500 (the session stays after the request)
// server: h2c
import http2 from 'node:http2';

export async function main(url: string): Promise<void> {
  const { origin, pathname } = new URL(url);
  const length = await new Promise<number>((resolve, reject) => {
    const client = http2.connect(origin); // UNCLOSED
    client.on('error', reject);
    const stream = client.request({ ':path': pathname });
    let size = 0;
    stream.on('data', (chunk: Buffer) => (size += chunk.length));
    stream.on('end', () => resolve(size));
    stream.on('error', reject);
    stream.end();
  });
  console.log(length);
}

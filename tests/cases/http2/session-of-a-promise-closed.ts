// clean: /json /500
// server: h2c
import http2 from 'node:http2';

export async function main(url: string): Promise<void> {
  const { origin, pathname } = new URL(url);
  const length = await new Promise<number>((resolve, reject) => {
    const client = http2.connect(origin);
    client.on('error', reject);
    const stream = client.request({ ':path': pathname });
    let size = 0;
    stream.on('data', (chunk: Buffer) => (size += chunk.length));
    stream.on('end', () => {
      client.close();
      resolve(size);
    });
    stream.on('error', reject);
    stream.end();
  });
  console.log(length);
}

// clean: /json /404
// server: h2c
import { connect } from 'node:http2';

function check(target: URL): Promise<number> {
  return new Promise((resolve, reject) => {
    const client = connect(target.origin);
    client.on('error', reject);
    const stream = client.request({ ':path': target.pathname });
    let status = 0;
    stream.on('response', (headers) => {
      status = Number(headers[':status']);
    });
    stream.resume();
    stream.on('close', () => client.close());
    stream.on('end', () => resolve(status));
    stream.on('error', reject);
    stream.end();
  });
}

export async function main(url: string): Promise<void> {
  console.log(await check(new URL(url)));
}

// leaks when: /ok /500 (the stream is opened for its status; close() waits for it)
// server: h2c
import { connect } from 'node:http2';

function statusOf(target: URL): Promise<number> {
  return new Promise((resolve, reject) => {
    const session = connect(target.origin);
    session.on('error', reject);
    const stream = session.request({ ':path': target.pathname }); // LEAK
    stream.on('response', (headers) => {
      resolve(Number(headers[':status']));
      session.close();
    });
    stream.on('error', reject);
  });
}

export async function main(url: string): Promise<void> {
  console.log(await statusOf(new URL(url)));
}

// leaks when: /json /404 (a one-shot tool closes its session only after an error)
// server: h2c
import { connect, constants } from 'node:http2';

const { HTTP2_HEADER_PATH, HTTP2_HEADER_STATUS } = constants;

function check(target: URL): Promise<number> {
  return new Promise((resolve, reject) => {
    const client = connect(target.origin); // UNCLOSED
    client.on('error', reject);
    const stream = client.request({ [HTTP2_HEADER_PATH]: target.pathname });
    let status = 0;
    stream.on('response', (headers) => {
      status = Number(headers[HTTP2_HEADER_STATUS]);
    });
    stream.resume();
    stream.on('end', () => resolve(status));
    stream.on('error', (err) => {
      client.destroy();
      reject(err);
    });
    stream.end();
  });
}

export async function main(url: string): Promise<void> {
  console.log(await check(new URL(url)));
}

// leaks when: /500 (a bad status rejects before the session is closed); clean on: /json
// server: h2c
import http2 from 'node:http2';

function getJson(url: URL): Promise<unknown> {
  const session = http2.connect(url.origin); // UNCLOSED
  return new Promise((resolve, reject) => {
    const stream = session.request({ ':path': url.pathname });
    let text = '';
    let status = 0;
    stream.setEncoding('utf8');
    stream.on('response', (headers) => {
      status = Number(headers[':status']);
    });
    stream.on('data', (chunk: string) => {
      text += chunk;
    });
    stream.on('end', () => {
      if (status !== 200) {
        reject(new Error(`status ${status}`));
        return;
      }
      session.close();
      resolve(JSON.parse(text));
    });
    stream.on('error', reject);
    stream.end();
  });
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await getJson(new URL(url))));
}

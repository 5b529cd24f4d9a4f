// leaks when: /404 (the helper reports 404 and leaves the stream open on a shared session); clean on: /json
// server: h2c
import http2 from 'node:http2';
import { text } from 'node:stream/consumers';

const sessions = new Map<string, http2.ClientHttp2Session>();

function sessionFor(origin: string): http2.ClientHttp2Session {
  const known = sessions.get(origin);
  if (known && !known.destroyed) return known;
  const made = http2.connect(origin);
  made.unref();
  sessions.set(origin, made);
  return made;
}

function read(target: URL): Promise<string | null> {
  return new Promise((resolve, reject) => {
    const stream = sessionFor(target.origin).request({ ':path': target.pathname }); // LEAK
    stream.on('error', reject);
    stream.on('response', (headers) => {
      if (headers[':status'] === 404) {
        resolve(null);
        return;
      }
      text(stream).then(resolve, reject);
    });
  });
}

export async function main(url: string): Promise<void> {
  console.log((await read(new URL(url)))?.length);
}

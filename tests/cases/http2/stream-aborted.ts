// clean: /ok /500
// server: h2c
import http2 from 'node:http2';

function read(session: http2.ClientHttp2Session, path: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const stream = session.request({ ':path': path });
    stream.on('response', () => {
      if (stream.aborted || stream.destroyed) return resolve(0);
      let length = 0;
      stream.on('data', (part: Buffer) => (length += part.length)).on('end', () => resolve(length));
    });
    stream.on('error', reject).end();
  });
}

export async function main(url: string): Promise<void> {
  const { origin, pathname } = new URL(url);
  const session = http2.connect(origin);
  try {
    console.log(await read(session, pathname));
  } finally {
    session.close();
  }
}

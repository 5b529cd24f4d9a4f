// clean: /json /500
// server: h2c
import { connect, type ClientHttp2Session } from 'node:http2';
import { text } from 'node:stream/consumers';

const get = (session: ClientHttp2Session, path: string): Promise<string> =>
  text(session.request({ ':path': path, ':method': 'GET' }));

export async function main(url: string): Promise<void> {
  const { origin, pathname } = new URL(url);
  const session = connect(origin);
  try {
    const [a, b] = await Promise.all([get(session, `${pathname}/a`), get(session, `${pathname}/b`)]);
    console.log(a.length, b.length);
  } finally {
    session.close();
  }
}

// clean: /json /500
// server: h2c
import { connect, type ClientHttp2Session } from 'node:http2';
import { once } from 'node:events';

const sessions = new Map<string, ClientHttp2Session>();

function sessionFor(origin: string): ClientHttp2Session {
  const known = sessions.get(origin);
  if (known && !known.closed && !known.destroyed) return known;
  const session = connect(origin);
  session.on('close', () => sessions.delete(origin));
  session.on('error', () => sessions.delete(origin));
  sessions.set(origin, session);
  return session;
}

export async function main(url: string): Promise<void> {
  const { origin, pathname } = new URL(url);
  const stream = sessionFor(origin).request({ ':path': pathname, ':method': 'GET' });
  const [headers] = (await once(stream, 'response')) as [Record<string, unknown>];
  let bytes = 0;
  for await (const chunk of stream) bytes += (chunk as Buffer).length;
  console.log(headers[':status'], bytes);
}

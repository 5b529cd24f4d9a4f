// breaks when: /ok /500 (the session is destroyed under the stream it returns)
// server: h2c
import { once } from 'node:events';
import { connect, type ClientHttp2Stream } from 'node:http2';

async function open(target: URL): Promise<ClientHttp2Stream> {
  const session = connect(target.origin);
  const stream = session.request({ ':path': target.pathname });
  await once(stream, 'response');
  session.destroy(); // PREMATURE
  return stream;
}

export async function main(url: string): Promise<void> {
  let n = 0;
  for await (const part of await open(new URL(url))) n += (part as Buffer).length;
  if (n < 8_000_000) throw new Error('premature close');
}

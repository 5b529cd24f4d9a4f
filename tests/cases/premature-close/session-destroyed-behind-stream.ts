// breaks when: /ok (the stream ends early); clean on: /500
// server: h2c
import { once } from 'node:events';
import { connect, type ClientHttp2Stream } from 'node:http2';

async function open(target: URL): Promise<ClientHttp2Stream | null> {
  const session = connect(target.origin);
  try {
    const stream = session.request({ ':path': target.pathname });
    const [headers] = (await once(stream, 'response')) as [Record<string, unknown>];
    if (headers[':status'] === 200) return stream;
    stream.resume();
    return null;
  } finally {
    session.destroy(); // PREMATURE
  }
}

export async function main(url: string): Promise<void> {
  const stream = await open(new URL(url));
  if (!stream) return;
  let bytes = 0;
  for await (const part of stream) bytes += (part as Buffer).length;
  if (bytes < 8 * 1024 * 1024) throw new Error('premature close: the file is incomplete');
}

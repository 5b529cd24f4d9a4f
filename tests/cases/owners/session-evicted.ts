// leaks when: /500 (the map lets go of the only session)
// server: h2c
import http2 from 'node:http2';

const sessions = new Map<string, http2.ClientHttp2Session>();

function sessionFor(host: string) {
  const existing = sessions.get(host);
  if (existing && !existing.closed) return existing;
  const session = http2.connect(host); // UNCLOSED
  sessions.set(host, session);
  return session;
}

async function push(host: string, path: string) {
  try {
    const stream = sessionFor(host).request({ ':path': path });
    stream.end();
    const status = await new Promise<number>((resolve, reject) => {
      stream.on('response', (headers) => resolve(headers[':status'] as number));
      stream.on('error', reject);
    });
    stream.resume();
    await new Promise((resolve) => stream.on('close', resolve));
    if (status >= 500) throw new Error(`push failed: ${status}`);
  } catch (error) {
    sessions.delete(host);
    throw error;
  }
}

export async function main(url: string): Promise<void> {
  const { origin, pathname } = new URL(url);
  await push(origin, pathname).catch(() => undefined);
}

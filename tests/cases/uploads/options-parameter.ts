// leaks when: /500 (the server answers before it has everything); clean on: /json
import { Readable } from 'node:stream';

async function* parts(): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < 12; at += 1) {
    yield new Uint8Array(10);
    await new Promise((resolve) => setTimeout(resolve, 15));
  }
}

export async function send(url: string, options: RequestInit): Promise<string> {
  const res = await fetch(url, options); // LEAK
  if (!res.ok) return 'refused';
  return (await res.text()).slice(0, 2);
}

const ways = { put: send };
export const main = (url: string): Promise<string> =>
  ways.put(url, { method: 'PUT', body: Readable.toWeb(Readable.from(parts())) as ReadableStream, duplex: 'half' } as RequestInit);

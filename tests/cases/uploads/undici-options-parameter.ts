// leaks when: /500 (the server answers before it has everything); clean on: /json
import { Readable } from 'node:stream';
import { request, type Dispatcher } from 'undici';

async function* parts(): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < 12; at += 1) {
    yield new Uint8Array(10);
    await new Promise((resolve) => setTimeout(resolve, 15));
  }
}

type Options = Omit<Dispatcher.RequestOptions, 'origin' | 'path'>;
export async function send(url: string, options: Options): Promise<string> {
  const { statusCode, body } = await request(url, options); // LEAK
  if (statusCode !== 200) return 'refused';
  return (await body.text()).slice(0, 2);
}

const ways = { put: send };
export const main = (url: string): Promise<string> =>
  ways.put(url, { method: 'PUT', body: Readable.from(parts()) } as Options);

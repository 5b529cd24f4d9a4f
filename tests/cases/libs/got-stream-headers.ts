// leaks when: /ok (got's stream is opened for a header only)
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import got from 'got';

async function contentLength(url: string): Promise<number> {
  const stream = got.stream(url, { retry: { limit: 0 } }); // LEAK
  const [response] = (await once(stream, 'response')) as [IncomingMessage];
  return Number(response.headers['content-length']);
}

export async function main(url: string): Promise<void> {
  console.log(await contentLength(url));
}

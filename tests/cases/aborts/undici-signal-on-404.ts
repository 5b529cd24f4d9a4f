// leaks when: /500 (aborted for 404 only); clean on: /404 /json
import { request } from 'undici';

async function load(url: string): Promise<unknown> {
  const stop = new AbortController();
  const { statusCode, body } = await request(url, { signal: stop.signal }); // LEAK
  body.on('error', () => undefined);
  if (statusCode === 404) stop.abort();
  if (statusCode >= 400) return null;
  return typeof (await body.json());
}

export async function main(url: string): Promise<unknown> {
  return load(url);
}

// clean: /lines (to the end, by a listener, or destroyed when left)
import { createInterface } from 'node:readline';
import { once } from 'node:events';
import http from 'node:http';

const get = (url: string) =>
  new Promise<http.IncomingMessage>((resolve, reject) => {
    http.get(url, resolve).on('error', reject);
  });

export async function main(url: string): Promise<boolean> {
  let count = 0;
  for await (const line of createInterface({ input: await get(url) })) count += line.length;
  const heard = createInterface({ input: await get(url) });
  heard.on('line', (line) => (count += line.length));
  await once(heard, 'close');
  const input = await get(url);
  try {
    for await (const line of createInterface({ input, crlfDelay: Infinity })) {
      if (line.length > 0) return count > 0;
    }
    return false;
  } finally {
    input.destroy();
  }
}

// leaks when: /lines (closing the lines pauses the body)
import { once } from 'node:events';
import http from 'node:http';
import { createInterface } from 'node:readline';

const get = (url: string) =>
  new Promise<http.IncomingMessage>((resolve, reject) => {
    http.get(url, resolve).on('error', reject);
  });

export async function main(url: string): Promise<boolean> {
  const reply = await get(url); // LEAK
  const lines = createInterface({ input: reply });
  const [first] = (await once(lines, 'line')) as [string];
  lines.close();
  return first.length > 0;
}

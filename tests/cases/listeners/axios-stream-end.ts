// leaks when: /500 (the stream has an end listener, but nothing makes it flow); clean on: /ok
import type { Readable } from 'node:stream';
import axios from 'axios';

export async function main(url: string): Promise<string> {
  const told: string[] = [];
  const { status, data } = await axios.get<Readable>(url, { responseType: 'stream', validateStatus: () => true }); // LEAK
  data.on('end', () => told.push('end'));
  if (status === 500) {
    told.push('bad');
  } else {
    for await (const part of data) void part;
    told.push('good');
  }
  await new Promise((ok) => setTimeout(ok, 250));
  return told.toSorted().join();
}

// reuses when: /json /json-error /bad-json /text /404 /500 /502 /flaky (the second reader of the stream gets nothing); clean on: /empty /204
import axios from 'axios';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';

export async function main(url: string): Promise<unknown> {
  const { data } = await axios.get<Readable>(url, { responseType: 'stream', proxy: false, validateStatus: null });
  let size = 0;
  for await (const chunk of data) size += (chunk as Buffer).length;
  return { size, again: (await text(data)).length }; // REUSE
}

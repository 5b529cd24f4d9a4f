// reuses when: never
import axios from 'axios';
import type { Readable } from 'node:stream';

export async function main(url: string): Promise<unknown> {
  const { data } = await axios.get<Readable>(url, { responseType: 'stream', proxy: false, validateStatus: null });
  const chunks: Buffer[] = [];
  for await (const chunk of data) chunks.push(chunk as Buffer);
  const bytes = Buffer.concat(chunks);
  return { size: bytes.length, again: bytes.toString().length };
}

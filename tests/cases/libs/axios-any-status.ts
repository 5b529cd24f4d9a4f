// clean: /ok /500
import axios from 'axios';
import type { Readable } from 'node:stream';

export async function main(url: string): Promise<void> {
  try {
    const { data, status } = await axios.get<Readable>(url, { responseType: 'stream', validateStatus: () => true });
    for await (const part of data) void part;
    console.log(status);
  } catch {
    console.error('no answer');
  }
}

// clean: /404 /500 /ok
import axios from 'axios';
import type { Readable } from 'node:stream';

async function openFile(source: string): Promise<number> {
  try {
    const res = await axios.get<Readable>(source, { responseType: 'stream' });
    let bytes = 0;
    for await (const part of res.data) bytes += (part as Buffer).length;
    return bytes;
  } catch (err) {
    if (axios.isAxiosError(err) && err.response) {
      (err.response.data as Readable).destroy();
      return -err.response.status;
    }
    throw err;
  }
}

export async function main(url: string): Promise<void> {
  console.log(await openFile(url));
}

// clean: /ok /500
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import axios from 'axios';

async function download(source: string, sink: Writable): Promise<number> {
  const { data, status } = await axios({ url: source, method: 'get', responseType: 'stream', validateStatus: () => true });
  await pipeline(data, sink);
  return status;
}

export async function main(url: string): Promise<void> {
  const sink = new Writable({ write: (_chunk, _encoding, next) => next() });
  console.log(await download(url, sink));
}

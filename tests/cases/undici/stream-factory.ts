// clean: /ok /500
import { Writable } from 'node:stream';
import { stream } from 'undici';

export async function main(url: string): Promise<void> {
  let n = 0;
  await stream(url, { method: 'GET' }, () => new Writable({ write: (part: Buffer, _encoding, next) => ((n += part.length), next()) }));
  console.log(n);
}

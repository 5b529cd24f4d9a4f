// clean: /ok /500
import http from 'node:http';
import { Writable } from 'node:stream';

export function main(url: string): Promise<void> {
  return new Promise((resolve, reject) => {
    let n = 0;
    const sink = new Writable({
      write(part: Buffer, _encoding, next) {
        n += part.length;
        next();
      },
    });
    http.get(url, (incoming) => {
      incoming.pipe(sink).on('finish', () => {
        console.log(n);
        resolve();
      });
    }).on('error', reject);
  });
}

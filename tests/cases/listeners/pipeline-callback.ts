// clean: /ok /404
import http from 'node:http';
import { pipeline, Writable } from 'node:stream';

export function main(url: string): Promise<string> {
  return new Promise((resolve, reject) => {
    http.get(url, (res) => {
      let size = 0;
      const sink = new Writable({
        write(part: Buffer, _encoding, next) {
          size += part.length;
          next();
        },
      });
      pipeline(res, sink, (error) => (error ? reject(error) : resolve(`${res.statusCode} ${size > 0}`)));
    }).once('error', reject);
  });
}

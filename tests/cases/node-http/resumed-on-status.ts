// clean: /json /500 /302
import http from 'node:http';
import { createWriteStream } from 'node:fs';

function save(url: string, file: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const out = createWriteStream(file);
    out.on('error', reject);
    http
      .get(url, (res) => {
        if (res.statusCode !== 200) {
          res.resume();
          out.close();
          reject(new Error(`Unexpected status ${res.statusCode}`));
          return;
        }
        res.pipe(out);
        out.on('finish', () => out.close(() => resolve()));
      })
      .on('error', reject);
  });
}

export async function main(url: string): Promise<void> {
  await save(url, '/dev/null');
}

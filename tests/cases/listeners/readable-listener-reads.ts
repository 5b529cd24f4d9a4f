// clean: /ok /500
import http from 'node:http';

export function main(url: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const req = http.get(url);
    req.on('error', reject);
    req.on('response', (res) => {
      let size = 0;
      res.on('readable', () => {
        let part: Buffer | null;
        while ((part = res.read() as Buffer | null) !== null) size += part.length;
      });
      res.on('end', () => resolve(`${res.statusCode} ${size > 0}`));
    });
  });
}

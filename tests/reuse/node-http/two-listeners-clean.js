// reuses when: never
import { createHash } from 'node:crypto';
import http from 'node:http';
import { once } from 'node:events';

/** Both get all of it, since both are there before it flows. */
export function main(url) {
  return new Promise((resolve, reject) => {
    const request = http.get(url, { agent: false }, async (res) => {
      const hash = createHash('sha256');
      let size = 0;
      res.on('data', (chunk) => (size += chunk.length));
      res.pipe(hash);
      await once(hash, 'finish');
      resolve({ size, sum: hash.digest('hex').length });
    });
    request.on('error', reject);
  });
}

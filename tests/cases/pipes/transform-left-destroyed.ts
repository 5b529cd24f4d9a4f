// clean: /ok (the source is destroyed by itself)
import http from 'node:http';
import { PassThrough } from 'node:stream';

export const main = (url: string): Promise<number> =>
  new Promise((resolve, reject) => {
    http
      .get(url, async (reply) => {
        try {
          for await (const piece of reply.pipe(new PassThrough())) {
            resolve(String(piece).length > 0 ? 1 : 0);
            break;
          }
        } finally {
          reply.destroy();
        }
      })
      .on('error', reject);
  });

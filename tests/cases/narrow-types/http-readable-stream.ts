// leaks when: /404 (the parameter is a plain readable stream, which has no destroy()); clean on: /ok
import http from 'node:http';
import { text } from 'node:stream/consumers';

type Incoming = NodeJS.ReadableStream & { statusCode?: number };

export function main(url: string): Promise<string> {
  return new Promise((resolve, reject) => {
    http.get(url, (incoming: Incoming) => { // LEAK
      if (incoming.statusCode === 404) return resolve('missing');
      text(incoming).then((t) => resolve(`read ${t.length > 0}`), reject);
    }).on('error', reject);
  });
}

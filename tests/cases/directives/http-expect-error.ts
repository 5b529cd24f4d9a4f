// leaks when: /500 (a callback of node:http with a directive in front of its exit); clean on: /ok
import http from 'node:http';

export function main(url: string): Promise<string> {
  return new Promise<string>((resolve, reject) => {
    http.get(url, (res) => { // LEAK
      // @ts-expect-error a status is not a string
      if (res.statusCode !== 200) return resolve(res.statusCode);
      res.once('end', () => resolve('read')).resume();
    }).on('error', reject);
  });
}

// leaks when: /500 (the request is destroyed for 404 only); clean on: /404 /ok
import http from 'node:http';

export function main(url: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const req = http.request(url, (res) => { // LEAK
      res.on('error', () => undefined);
      if (res.statusCode === 404) req.destroy();
      if (res.statusCode !== 200) return resolve(`bad ${res.statusCode}`);
      res.on('data', () => undefined).on('end', () => resolve('read'));
    });
    req.on('error', reject);
    req.end();
  });
}

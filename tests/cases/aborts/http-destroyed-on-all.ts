// clean: /404 /500 /ok
import http from 'node:http';

export function main(url: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const req = http.request(url, (res) => {
      res.on('error', () => undefined);
      if (res.statusCode !== 200) {
        resolve(`bad ${res.statusCode}`);
        req.destroy();
      } else {
        res.on('data', () => undefined).on('end', () => resolve('read'));
      }
    });
    req.on('error', reject);
    req.end();
  });
}

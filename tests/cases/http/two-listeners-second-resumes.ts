// clean: /500 /json
import http from 'node:http';
export function main(url: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const req = http.request(url, { method: 'GET' }, (res) => {
      if (res.statusCode !== 200) return void resolve(`bad ${res.statusCode}`);
      res.on('end', () => resolve('good'));
    });
    req.on('response', (res) => res.resume());
    req.once('error', reject).end();
  });
}

// leaks when: /500 (two listeners, both leave); clean on: /json
import http from 'node:http';
export function main(url: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const req = http.request(url, { method: 'GET' }, (res) => { // LEAK
      const parts: string[] = [];
      if (res.statusCode !== 200) return void resolve(`bad ${res.statusCode}`);
      res.setEncoding('utf8').on('data', (part: string) => parts.push(part));
      res.on('end', () => resolve(parts.join('').slice(0, 5)));
    });
    req.once('error', reject).end();
  });
}

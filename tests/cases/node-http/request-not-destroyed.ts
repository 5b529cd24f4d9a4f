// leaks when: /500 (an error is passed on while the request is alive); clean on: /ok
import http from 'node:http';

function read(url: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const req = http.get(url, (res) => { // LEAK
      if (req.destroyed) return resolve(0);
      if (res.statusCode !== 200) return reject(new Error(`status ${res.statusCode}`));
      let length = 0;
      res.on('data', (part: Buffer) => (length += part.length)).on('end', () => resolve(length));
    });
    req.on('error', reject);
  });
}

export async function main(url: string): Promise<void> {
  console.log(await read(url));
}

// leaks when: /302 (the redirect answer itself is never read); clean on: /json
import http from 'node:http';

function get(target: string): Promise<string> {
  return new Promise((resolve, reject) => {
    http
      .get(target, (res) => { // LEAK
        const { statusCode = 0, headers } = res;
        if (statusCode >= 300 && statusCode < 400 && headers.location) {
          resolve(get(new URL(headers.location, target).href));
          return;
        }
        const chunks: Buffer[] = [];
        res.on('data', (chunk: Buffer) => chunks.push(chunk));
        res.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
        res.on('error', reject);
      })
      .on('error', reject);
  });
}

export async function main(url: string): Promise<void> {
  console.log((await get(url)).length);
}

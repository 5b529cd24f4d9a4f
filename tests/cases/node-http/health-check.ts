// leaks when: /ok /503 (resolves or rejects on the status)
import * as http from 'node:http';

function healthy(target: string): Promise<void> {
  return new Promise<void>((resolve, reject) => {
    const req = http.get(target, { timeout: 2_000 }, (res) => { // LEAK
      if (res.statusCode === 200) {
        resolve();
      } else {
        reject(new Error(`health check returned ${res.statusCode}`));
      }
    });
    req.on('timeout', () => req.destroy(new Error('timeout')));
    req.on('error', reject);
  });
}

export async function main(url: string): Promise<void> {
  await healthy(url).catch((err: Error) => console.error(err.message));
}

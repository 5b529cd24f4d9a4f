// leaks when: /500 (rejects on a bad status without resuming); clean on: /json
import http from 'node:http';
import https from 'node:https';

function getJson<T>(url: string): Promise<T> {
  const { get } = url.startsWith('https:') ? https : http;
  return new Promise((resolve, reject) => {
    get(url, (res) => { // LEAK
      if (res.statusCode !== 200) {
        reject(new Error(`Request failed: ${res.statusCode}`));
        return;
      }
      const chunks: Buffer[] = [];
      res.on('data', (chunk: Buffer) => chunks.push(chunk));
      res.on('end', () => {
        try {
          resolve(JSON.parse(Buffer.concat(chunks).toString('utf8')) as T);
        } catch (error) {
          reject(error as Error);
        }
      });
    }).on('error', reject);
  });
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await getJson(url)));
}

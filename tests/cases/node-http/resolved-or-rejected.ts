// leaks when: /500 (rejected without the message); clean on: /ok
import http from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

const open = (url: string): Promise<http.IncomingMessage> =>
  new Promise((resolve, reject) => {
    http.get(url, (res) => { // LEAK
      if (res.statusCode === 200) resolve(res);
      else reject(new Error(`bad status ${res.statusCode}`));
    }).on('error', reject);
  });

export async function main(url: string): Promise<void> {
  const res = await open(url);
  await sleep(5);
  let size = 0;
  for await (const chunk of res) size += (chunk as Buffer).length;
  console.log(size);
}

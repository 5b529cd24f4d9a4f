// reuses when: /json /json-error /bad-json /text /404 /500 /502 /flaky (the listener gets nothing); clean on: /empty /204
import http from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

/** The second reader waits for an `end` that has been emitted. */
export function main(url) {
  return new Promise((resolve, reject) => {
    const request = http.get(url, { agent: false }, async (res) => {
      let size = 0;
      for await (const chunk of res) size += chunk.length;
      let again = 0;
      res.on('data', (chunk) => (again += chunk.length)); // REUSE
      await sleep(50);
      resolve({ size, again });
    });
    request.on('error', reject);
  });
}

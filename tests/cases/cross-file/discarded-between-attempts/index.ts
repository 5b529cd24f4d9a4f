// clean: /503-x2-then-ok /json /404
import { discard, sleep } from './util.js';

async function patiently(source: string): Promise<unknown> {
  for (let attempt = 1; attempt <= 4; attempt++) {
    const res = await fetch(source);
    if (res.ok) return res.json();
    await discard(res);
    if (res.status < 500) return null;
    await sleep(attempt * 5);
  }
  throw new Error('unavailable');
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await patiently(url)));
}

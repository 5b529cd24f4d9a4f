// leaks when: /500 (what is counted later is no part of the answer); clean on: /json
import { request } from 'undici';

export async function main(url: string): Promise<string> {
  let count = 0;
  const { statusCode, body } = await request(url); // LEAK
  setImmediate(() => { count += 1; });
  if (statusCode !== 200) return `refused ${count}`;
  return (await body.text()).slice(0, 2);
}

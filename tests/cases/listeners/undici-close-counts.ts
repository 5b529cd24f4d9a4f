// leaks when: /404 (a gauge goes up and down with the body); clean on: /json
import { request } from 'undici';

let inUse = 0;

async function tracked(url: string) {
  const reply = await request(url);
  inUse += 1;
  reply.body.once('close', () => { inUse -= 1; });
  return reply;
}

async function load(url: string): Promise<string> {
  const { statusCode, body } = await tracked(url); // LEAK
  if (statusCode === 404) return 'missing';
  return (await body.text()).slice(0, 5);
}

export async function main(url: string): Promise<string> {
  inUse = 0;
  return load(url);
}

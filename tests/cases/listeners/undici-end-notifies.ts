// leaks when: /500 (an end listener would announce success); clean on: /json
import { request } from 'undici';

async function load(url: string, events: string[]): Promise<number> {
  const { statusCode, body } = await request(url); // LEAK
  body.once('end', () => events.push('complete'));
  if (statusCode !== 200) {
    events.push(`status ${statusCode}`);
    return 0;
  }
  let size = 0;
  for await (const part of body) size += (part as Buffer).length;
  return size;
}

export async function main(url: string): Promise<string> {
  const events: string[] = [];
  const size = await load(url, events);
  await new Promise((ok) => setTimeout(ok, 250));
  return `${size > 0} ${events.join()}`;
}

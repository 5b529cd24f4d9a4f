// leaks when: /500 (the body is declared with json() only); clean on: /json
import { request } from 'undici';

interface Small {
  statusCode: number;
  body: { json(): Promise<unknown> };
}

async function load(url: string): Promise<unknown> {
  const reply: Small = await request(url); // LEAK
  if (reply.statusCode !== 200) throw new Error(`status ${reply.statusCode}`);
  return typeof (await reply.body.json());
}

export async function main(url: string): Promise<unknown> {
  return load(url).catch((e: Error) => e.message);
}

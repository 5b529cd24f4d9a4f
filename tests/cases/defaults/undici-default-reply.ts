// leaks when: /500 (undici's request as a default; bad ones are dropped); clean on: /json
import { request } from 'undici';

async function load(url: string, reply = request(url)): Promise<unknown> { // LEAK
  const { statusCode, body } = await reply;
  if (statusCode > 299) return `status ${statusCode}`;
  return typeof (await body.json());
}

export async function main(url: string): Promise<unknown> {
  return load(url);
}

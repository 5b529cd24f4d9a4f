// leaks when: /500 (an immediate writes what is returned); clean on: /json
import { request } from 'undici';

export async function main(url: string): Promise<string> {
  const log: string[] = [];
  const { statusCode, body } = await request(url); // LEAK
  setImmediate(() => log.push('immediate'));
  if (statusCode !== 200) return `refused [${log.join()}]`;
  await body.text();
  return 'read';
}

// clean: /500 /json
import { request } from 'undici';

export async function main(url: string): Promise<string> {
  const log: string[] = [];
  const { statusCode, body } = await request(url);
  setImmediate(() => log.push('immediate'));
  void body.dump().catch(() => {});
  if (statusCode !== 200) return `refused [${log.join()}]`;
  return 'read';
}

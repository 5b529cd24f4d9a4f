// leaks when: /json (only a failure is read); clean on: /500
import { request } from 'undici';

export async function main(url: string): Promise<number> {
  const { statusCode, body } = await request(url); // LEAK
  const reason = statusCode >= 400 ? body.text() : null;
  const length = async (): Promise<number> => (await reason)?.length ?? 0;
  return length();
}

// leaks when: /500 (a rejected promise that is caught further down); clean on: /json
import { request } from 'undici';

async function verify(id: number): Promise<number> {
  if (id > 0) throw new Error('unverified');
  return id;
}

export async function main(url: string): Promise<string> {
  const { statusCode, body } = await request(url); // LEAK
  const check = verify(statusCode);
  if (statusCode >= 400) {
    const why = await check.catch((error: Error) => error.message);
    return `refused ${why}`;
  }
  await check.catch(() => 0);
  return (await body.text()).slice(0, 5);
}

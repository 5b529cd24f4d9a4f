// leaks when: /500 (a rejected promise of two is caught further down); clean on: /json
import { request } from 'undici';

async function fail(why: string): Promise<string> {
  throw new Error(why);
}

export async function main(url: string): Promise<string> {
  const { statusCode, body } = await request(url); // LEAK
  const check = statusCode > 500 ? fail('far') : fail('near');
  if (statusCode >= 400) {
    const why = await check.catch((error: Error) => error.message);
    return `refused ${why}`;
  }
  await check.catch(() => 0);
  return (await body.text()).slice(0, 5);
}

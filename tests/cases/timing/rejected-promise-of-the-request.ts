// leaks when: /500 (a promise that hangs on the request itself fails with it, and is caught further down); clean on: /json
import { request } from 'undici';

export async function main(url: string): Promise<string> {
  const asked = request(url); // LEAK
  const check = asked.then(({ statusCode }) => {
    if (statusCode >= 400) throw new Error('bad');
    return statusCode;
  });
  const { statusCode, body } = await asked;
  if (statusCode >= 400) {
    const why = await check.catch((error: Error) => error.message);
    return `refused ${why}`;
  }
  return `${await check} ${(await body.text()).slice(0, 5)}`;
}

// leaks when: /500 (rejected promises in a list are waited for further down); clean on: /json
import { request } from 'undici';

async function fail(why: string): Promise<string> {
  throw new Error(why);
}

export async function main(url: string): Promise<string> {
  const { statusCode, body } = await request(url); // LEAK
  const jobs = [fail('one'), fail('two')];
  try {
    if (statusCode >= 400) {
      await Promise.all(jobs);
      return 'refused';
    }
    await Promise.allSettled(jobs);
    return (await body.text()).slice(0, 5);
  } catch (error) {
    return (error as Error).message;
  }
}

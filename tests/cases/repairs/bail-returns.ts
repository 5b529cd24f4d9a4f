// leaks when: /500 (bail() returns, whatever its type says, and nothing ends the body); clean on: /json
import { request } from 'undici';

type Bail = (error: Error) => never;

async function retry<T>(attempt: (bail: Bail) => Promise<T>): Promise<T> {
  let failure: Error | undefined;
  const value = await attempt(((error: Error) => void (failure = error)) as Bail);
  if (failure) throw failure;
  return value;
}

export async function main(url: string): Promise<unknown> {
  return retry(async (bail) => {
    const response = await request(url); // LEAK
    if (response.statusCode !== 200) bail(new Error(`status ${response.statusCode}`));
    else return response.body.json();
  });
}

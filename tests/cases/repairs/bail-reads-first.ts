// clean: /500 /json (the body is read before bail(), which returns whatever its type says)
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
    const response = await request(url);
    const text = await response.body.text();
    if (response.statusCode !== 200) bail(new Error(`status ${response.statusCode}`));
    else return JSON.parse(text) as unknown;
  });
}

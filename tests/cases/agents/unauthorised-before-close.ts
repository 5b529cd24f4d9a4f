// leaks when: /401 (the refusal is thrown ahead of close()); clean on: /json /500
import { Client } from 'undici';

class Unauthorised extends Error {
  override name = 'Unauthorised';
}

async function whoAmI(target: URL, token: string): Promise<unknown> {
  const client = new Client(target.origin, { keepAliveTimeout: 30_000 }); // UNCLOSED
  const { statusCode, body } = await client.request({
    path: target.pathname,
    method: 'GET',
    headers: { authorization: `Bearer ${token}` },
  });
  const user: unknown = await body.json();
  if (statusCode === 401) {
    throw new Unauthorised('token rejected');
  }
  await client.close();
  return statusCode < 300 ? user : null;
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await whoAmI(new URL(url), 'abc')));
}

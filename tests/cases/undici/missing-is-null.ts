// leaks when: /404 (destructured body is left on a 404); clean on: /json
import { request } from 'undici';

async function findUser(url: string): Promise<unknown> {
  const { statusCode, body } = await request(`${url}/users/1`, { headersTimeout: 3000 }); // LEAK
  if (statusCode === 404) return null;
  if (statusCode !== 200) throw new Error(await body.text());
  return body.json();
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await findUser(url)));
}

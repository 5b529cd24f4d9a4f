// leaks when: /404 (the missing record's body stays); clean on: /json /500
import { request } from 'undici';

async function record(api: string, id: string): Promise<unknown> {
  const { statusCode, body } = await request(`${api}/records/${id}`, { headersTimeout: 3_000 }); // LEAK
  if (statusCode === 404) return null;
  if (statusCode >= 400) throw new Error((await body.text()).slice(0, 30));
  return body.json();
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await record(url, 'r1')));
}

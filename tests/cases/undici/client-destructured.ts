// leaks when: /404 (a renamed body is left on the not-found path); clean on: /json
import { request } from 'undici';

export async function main(url: string): Promise<void> {
  const { statusCode: code, body: payload, headers: { etag } } = await request(url); // LEAK
  if (code === 404) {
    console.log('none', etag);
    return;
  }
  console.log(typeof (await payload.json()));
}

// leaks when: /500 (the handler closes for one kind of error only); clean on: /404 /json
import { Client } from 'undici';

class Missing extends Error {}

async function load(target: URL): Promise<number> {
  const client = new Client(target.origin); // UNCLOSED
  try {
    const { statusCode, body } = await client.request({ path: target.pathname, method: 'GET' });
    const text = await body.text();
    if (statusCode === 404) throw new Missing();
    if (statusCode !== 200) throw new Error('unexpected');
    await client.close();
    return text.length;
  } catch (problem) {
    if (problem instanceof Missing) {
      await client.close();
      return 0;
    }
    throw problem;
  }
}

export async function main(url: string): Promise<void> {
  console.log(await load(new URL(url)));
}

// leaks when: /404 /500 (two cases return before the close); clean on: /json
import { Client } from 'undici';

async function lookUp(target: URL): Promise<string> {
  const client = new Client(target.origin); // UNCLOSED
  const { statusCode, body } = await client.request({ path: target.pathname, method: 'GET' });
  const text = await body.text();
  switch (statusCode) {
    case 404:
      return 'missing';
    case 500:
      return 'broken';
    default:
      await client.close();
      return text;
  }
}

export async function main(url: string): Promise<void> {
  console.log((await lookUp(new URL(url))).length);
}

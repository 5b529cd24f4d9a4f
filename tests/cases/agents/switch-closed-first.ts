// clean: /json /404 /500
import { Client } from 'undici';

async function lookUp(target: URL): Promise<string> {
  const client = new Client(target.origin);
  const { statusCode, body } = await client.request({ path: target.pathname, method: 'GET' });
  const text = await body.text();
  await client.close();
  switch (statusCode) {
    case 404:
      return 'missing';
    case 500:
      return 'broken';
    default:
      return text;
  }
}

export async function main(url: string): Promise<void> {
  console.log((await lookUp(new URL(url))).length);
}

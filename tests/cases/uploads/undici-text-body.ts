// leaks when: /500 (the request body is a plain string, nothing can be cut off); clean on: /json
import { request } from 'undici';

async function save(url: string, item: object): Promise<unknown> {
  const { statusCode, body } = await request(url, { method: 'PUT', body: JSON.stringify(item) }); // LEAK
  if (statusCode !== 200) throw new Error(`save failed with ${statusCode}`);
  return body.json();
}

export async function main(url: string): Promise<string> {
  try {
    return typeof (await save(url, { id: 1 }));
  } catch (error) {
    return (error as Error).message;
  }
}

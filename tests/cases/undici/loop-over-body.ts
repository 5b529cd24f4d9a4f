// clean: /ndjson /500
import { request } from 'undici';

async function firstRows(source: string, wanted: number): Promise<number> {
  const { body } = await request(source);
  body.setEncoding('utf8');
  let rows = 0;
  for await (const text of body) {
    rows += (text as string).split('\n').length - 1;
    if (rows >= wanted) break;
  }
  return Math.min(rows, wanted);
}

export async function main(url: string): Promise<void> {
  console.log(await firstRows(url, 3));
}

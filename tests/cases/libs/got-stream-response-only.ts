// leaks when: /ok (waits for the response event and drops the stream)
import { once } from 'node:events';
import got from 'got';

export async function main(url: string): Promise<void> {
  const stream = got.stream(url, { retry: { limit: 0 } }); // LEAK
  const [response] = (await once(stream, 'response')) as [{ statusCode: number }];
  console.log(response.statusCode);
}

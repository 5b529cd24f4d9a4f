// leaks when: /500 (Object.assign adds the stream to the options); clean on: /json
import { Readable } from 'node:stream';
import { request, type Dispatcher } from 'undici';

async function* parts(): AsyncGenerator<Buffer> {
  for (let i = 0; i < 12; i += 1) {
    await new Promise((ok) => setTimeout(ok, 12));
    yield Buffer.alloc(1000);
  }
}

export async function main(url: string): Promise<string> {
  const options: { method: Dispatcher.HttpMethod; body?: Readable } = { method: 'PUT' };
  Object.assign(options, { body: Readable.from(parts()) });
  const { statusCode, body } = await request(url, options); // LEAK
  if (statusCode >= 400) return `refused ${statusCode}`;
  return (await body.text()).slice(0, 2);
}

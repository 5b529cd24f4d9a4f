// leaks when: /500 /404 (a typed error leaves ahead of the close); clean on: /json
import { Agent, request } from 'undici';

class ApiError extends Error {
  constructor(readonly status: number, text: string) {
    super(text.slice(0, 20));
    this.name = 'ApiError';
  }
}

async function load(source: string): Promise<unknown> {
  const dispatcher = new Agent({ headersTimeout: 3_000 }); // UNCLOSED
  const { statusCode, body } = await request(source, { dispatcher });
  const text = await body.text();
  if (statusCode >= 400) throw new ApiError(statusCode, text);
  await dispatcher.close();
  return JSON.parse(text);
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}

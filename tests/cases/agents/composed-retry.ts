// leaks when: /json /503-then-ok (the composed agent is built for every call)
import { Agent, interceptors, request } from 'undici';

async function robustGet(url: string): Promise<string> {
  const dispatcher = new Agent().compose(interceptors.retry({ maxRetries: 2, minTimeout: 1 })); // UNCLOSED
  const { body } = await request(url, { dispatcher });
  return body.text();
}

export async function main(url: string): Promise<void> {
  console.log((await robustGet(url)).length);
}

// leaks when: /json /500 (interceptors are composed onto an agent that nobody closes)
import { Agent, interceptors, request } from 'undici';

async function load(source: string): Promise<unknown> {
  const dispatcher = new Agent({ connections: 1 }).compose( // UNCLOSED
    interceptors.retry({ maxRetries: 1, statusCodes: [502] }),
    interceptors.redirect({ maxRedirections: 2 }),
  );
  const { body } = await request(source, { dispatcher });
  return body.json();
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}

// clean: /json /500 /refuse
import { Agent, request } from 'undici';

function openAgent(): AsyncDisposable & { dispatcher: Agent } {
  const dispatcher = new Agent();
  return { dispatcher, [Symbol.asyncDispose]: () => dispatcher.close() };
}

export async function main(url: string): Promise<void> {
  await using lease = openAgent();
  const { body } = await request(url, { dispatcher: lease.dispatcher });
  console.log((await body.text()).length);
}

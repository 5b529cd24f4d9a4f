// clean: /json /500
import { setTimeout as delay } from 'node:timers/promises';
import { Agent, request } from 'undici';

async function once(source: string): Promise<number> {
  const agent = new Agent({ keepAliveTimeout: 60_000 });
  const { statusCode, body } = await request(source, { dispatcher: agent });
  await body.arrayBuffer();
  void delay(20).then(() => agent.close());
  return statusCode;
}

export async function main(url: string): Promise<void> {
  console.log(await once(url));
}

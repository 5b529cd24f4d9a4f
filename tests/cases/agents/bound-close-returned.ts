// clean: /json /500
import { Agent, request } from 'undici';

function start(): { dispatcher: Agent; stop: () => Promise<void> } {
  const dispatcher = new Agent();
  return { dispatcher, stop: dispatcher.close.bind(dispatcher) };
}

export async function main(url: string): Promise<void> {
  const { dispatcher, stop } = start();
  const { body } = await request(url, { dispatcher });
  console.log((await body.text()).length);
  await stop();
}

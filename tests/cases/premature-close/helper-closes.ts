// breaks when: /ok /500 (the shutdown helper waits for the reader)
import { Agent, fetch, type Dispatcher, type Response } from 'undici';

async function shutDown(dispatcher: Dispatcher): Promise<void> {
  console.debug('closing');
  await dispatcher.close(); // PREMATURE #down
}

async function open(source: string): Promise<Response> {
  const agent = new Agent();
  const answer = await fetch(source, { dispatcher: agent });
  await shutDown(agent); // PREMATURE #down
  return answer;
}

export async function main(url: string): Promise<void> {
  const answer = await open(url);
  console.log((await answer.text()).length);
}

// leaks when: /json /500 (a default argument makes an agent for each call)
import { Agent, request, type Dispatcher } from 'undici';

async function size(source: string, dispatcher: Dispatcher = new Agent({ connections: 1 })): Promise<number> { // UNCLOSED
  const { body } = await request(source, { dispatcher });
  return (await body.text()).length;
}

export async function main(url: string): Promise<void> {
  console.log(await size(url));
}

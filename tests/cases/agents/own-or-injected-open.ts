// leaks when: /json /500 (the fallback agent is nobody's)
import { Agent, request, type Dispatcher } from 'undici';

interface Options {
  dispatcher?: Dispatcher;
}

async function size(source: string, options: Options = {}): Promise<number> {
  const dispatcher = options.dispatcher ?? new Agent({ connections: 1 }); // UNCLOSED
  const { body } = await request(source, { dispatcher });
  return (await body.text()).length;
}

export async function main(url: string): Promise<void> {
  console.log(await size(url));
}

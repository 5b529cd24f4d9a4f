// leaks when: /json /500 (the default for a missing option is built for each call)
import { Agent, fetch, type Dispatcher } from 'undici';

interface Options {
  dispatcher?: Dispatcher;
  attempts?: number;
}

async function load(source: string, options: Options = {}): Promise<number> {
  const dispatcher = options.dispatcher ?? new Agent({ connect: { timeout: 3_000 } }); // UNCLOSED
  for (let i = options.attempts ?? 1; i > 0; i--) {
    const res = await fetch(source, { dispatcher });
    const text = await res.text();
    if (res.ok || i === 1) return text.length;
  }
  return 0;
}

export async function main(url: string): Promise<void> {
  console.log(await load(url));
}

// clean: /json /500 /refuse
import { Agent, fetch, type Dispatcher } from 'undici';

interface Options {
  dispatcher?: Dispatcher;
}

async function load(source: string, options: Options = {}): Promise<number> {
  const owned = options.dispatcher === undefined;
  const dispatcher = options.dispatcher ?? new Agent({ connect: { timeout: 3_000 } });
  try {
    const res = await fetch(source, { dispatcher });
    return (await res.text()).length;
  } finally {
    if (owned) await dispatcher.close();
  }
}

export async function main(url: string): Promise<void> {
  console.log(await load(url));
}

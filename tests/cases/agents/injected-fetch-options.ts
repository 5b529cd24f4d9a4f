// clean: /json /500
import { Agent, fetch, type Dispatcher } from 'undici';

interface Options {
  dispatcher?: Dispatcher;
}

async function withDispatcher<T>({ dispatcher }: Options, use: (dispatcher: Dispatcher) => Promise<T>): Promise<T> {
  if (dispatcher) return use(dispatcher);
  const own = new Agent({ pipelining: 0 });
  try {
    return await use(own);
  } finally {
    await own.destroy();
  }
}

async function title(url: string, options: Options = {}): Promise<number> {
  return withDispatcher(options, async (dispatcher) => {
    const response = await fetch(url, { dispatcher });
    const text = await response.text();
    return text.length;
  });
}

export async function main(url: string): Promise<void> {
  console.log(await title(url));
}

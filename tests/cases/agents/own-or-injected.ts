// clean: /json /500 /refuse
import { Agent, request, type Dispatcher } from 'undici';

async function size(source: string, injected?: Dispatcher): Promise<number> {
  const dispatcher = injected ?? new Agent({ connections: 1 });
  try {
    const { body } = await request(source, { dispatcher });
    return (await body.text()).length;
  } finally {
    if (!injected) await dispatcher.close();
  }
}

export async function main(url: string): Promise<void> {
  console.log(await size(url));
}

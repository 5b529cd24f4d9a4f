// clean: /json /500
import { Agent, request, type Dispatcher } from 'undici';

async function shutdown(...resources: (Dispatcher | null | undefined)[]): Promise<void> {
  for (const resource of resources) {
    await resource?.close().catch((err: Error) => console.warn(err.message));
  }
}

export async function main(url: string): Promise<void> {
  const first = new Agent({ connections: 1 });
  const second = url.endsWith('500') ? new Agent({ connections: 2 }) : null;
  const { body } = await request(url, { dispatcher: second ?? first });
  console.log((await body.text()).length);
  await shutdown(first, second);
}

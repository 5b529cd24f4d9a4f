// clean: /503-then-ok /json
import { request } from 'undici';

interface Handle {
  status(): number;
  text(): Promise<string>;
}

async function open(url: string): Promise<Handle> {
  let reply = await request(url);
  const handle: Handle = {
    status: () => reply.statusCode,
    text() {
      return reply.body.text();
    },
  };
  if (handle.status() === 503) {
    await reply.body.dump();
    reply = await request(url);
  }
  return handle;
}

export async function main(url: string): Promise<string> {
  const handle = await open(url);
  return `${handle.status()} ${(await handle.text()).slice(0, 5)}`;
}

// clean: /json /500
// server: h2c
import { connect, type ClientHttp2Session } from 'node:http2';

class Channel {
  #session: ClientHttp2Session | undefined;

  constructor(private readonly origin: string) {}

  async size(path: string): Promise<number> {
    this.#session ??= connect(this.origin);
    const stream = this.#session.request({ ':path': path });
    let n = 0;
    for await (const part of stream) n += (part as Buffer).length;
    return n;
  }

  dispose(): void {
    this.#session?.destroy();
    this.#session = undefined;
  }
}

export async function main(url: string): Promise<void> {
  const { origin, pathname } = new URL(url);
  const channel = new Channel(origin);
  try {
    console.log(await channel.size(pathname));
  } finally {
    channel.dispose();
  }
}

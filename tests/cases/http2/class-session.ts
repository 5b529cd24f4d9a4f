// clean: /json /500
// server: h2c
import http2, { type ClientHttp2Session } from 'node:http2';
import { buffer } from 'node:stream/consumers';

class Link {
  #session?: ClientHttp2Session;

  constructor(private readonly origin: string) {}

  async get(path: string): Promise<number> {
    this.#session ??= http2.connect(this.origin);
    return (await buffer(this.#session.request({ ':path': path }))).length;
  }

  end(): void {
    this.#session?.close();
  }
}

export async function main(url: string): Promise<void> {
  const { origin, pathname } = new URL(url);
  const link = new Link(origin);
  console.log(await link.get(pathname));
  link.end();
}

// clean: /small (a session that is over is forgotten)
// server: h2c
import http2 from 'node:http2';

class Client {
  #session: http2.ClientHttp2Session | null = null;
  readonly #origin: string;

  constructor(origin: string) {
    this.#origin = origin;
  }

  #current() {
    if (this.#session && !this.#session.destroyed) return this.#session;
    const session = http2.connect(this.#origin);
    session.setTimeout(50, () => session.destroy());
    session.on('close', () => {
      this.#session = null;
    });
    this.#session = session;
    return session;
  }

  async load(path: string) {
    const stream = this.#current().request({ ':path': path });
    stream.resume();
    await new Promise((resolve) => stream.on('close', resolve));
  }
}

export async function main(url: string) {
  const { origin, pathname } = new URL(url);
  await new Client(origin).load(pathname);
  await new Promise((resolve) => setTimeout(resolve, 300));
}

// leaks when: /json (a second call of the method that the constructor runs drops the pool of the first)
import { Pool } from 'undici';

class Feed {
  pool!: Pool;
  readonly #origin: string;

  constructor(origin: string) {
    this.#origin = origin;
    this.tune(1);
  }

  tune(connections: number): void {
    this.pool = new Pool(this.#origin, { connections }); // UNCLOSED
  }

  async length(path: string): Promise<number> {
    const { body } = await this.pool.request({ path, method: 'GET' });
    return (await body.text()).length;
  }

  stop(): Promise<void> {
    return this.pool.close();
  }
}

export async function main(url: string): Promise<void> {
  const { origin, pathname } = new URL(url);
  const feed = new Feed(origin);
  const before = await feed.length(pathname);
  feed.tune(2);
  console.log(before === (await feed.length(pathname)));
  await feed.stop();
}

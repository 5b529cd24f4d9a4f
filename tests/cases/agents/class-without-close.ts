// leaks when: /json /500 (nothing can close the pool of this class)
import { Pool } from 'undici';

class Api {
  private pool: Pool;

  constructor(origin: string) {
    this.pool = new Pool(origin); // UNCLOSED #pool
  }

  async size(path: string): Promise<number> {
    const { body } = await this.pool.request({ path, method: 'GET' });
    return (await body.text()).length;
  }
}

export async function main(url: string): Promise<void> {
  const { origin, pathname } = new URL(url);
  const api = new Api(origin); // UNCLOSED #pool
  console.log(await api.size(pathname));
}

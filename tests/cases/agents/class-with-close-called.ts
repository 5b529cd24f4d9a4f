// clean: /json /500
import { Pool } from 'undici';

class Api {
  private pool: Pool;

  constructor(origin: string) {
    this.pool = new Pool(origin);
  }

  async size(path: string): Promise<number> {
    const { body } = await this.pool.request({ path, method: 'GET' });
    return (await body.text()).length;
  }

  async dispose(): Promise<void> {
    await this.pool.close();
  }
}

export async function main(url: string): Promise<void> {
  const { origin, pathname } = new URL(url);
  const api = new Api(origin);
  try {
    console.log(await api.size(pathname));
  } finally {
    await api.dispose();
  }
}

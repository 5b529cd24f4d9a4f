// clean: /json /500
import { Pool } from 'undici';

class SearchClient {
  private readonly pool: Pool;
  private readonly prefix: string;

  constructor(node: string) {
    const { origin, pathname } = new URL(node);
    this.pool = new Pool(origin, { connections: 5 });
    this.prefix = pathname;
  }

  async search(index: string): Promise<unknown> {
    const { statusCode, body } = await this.pool.request({ path: `${this.prefix}/${index}`, method: 'GET' });
    if (statusCode !== 200) {
      await body.dump();
      return null;
    }
    return body.json();
  }

  close(): Promise<void> {
    return this.pool.close();
  }
}

export async function main(url: string): Promise<void> {
  const client = new SearchClient(url);
  try {
    console.log(typeof (await client.search('things')));
  } finally {
    await client.close();
  }
}

// clean: /json /small /500
import { withPool } from './with-pool.js';

export async function main(url: string): Promise<void> {
  const { origin, pathname } = new URL(url);
  const text = await withPool(origin, async (pool) => {
    const { body } = await pool.request({ path: pathname, method: 'GET' });
    return body.text();
  });
  console.log(text.length);
}

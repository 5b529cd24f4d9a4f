// breaks when: /json (the callback lets an unread response out of the scope of its pool); clean on: /small
import { withPool } from './with-pool.js';

export async function main(url: string): Promise<void> {
  const { origin, pathname } = new URL(url);
  const { statusCode, body } = await withPool(origin, (pool) => pool.request({ path: pathname, method: 'GET' })); // PREMATURE #close
  console.log(statusCode, (await body.text()).length);
}

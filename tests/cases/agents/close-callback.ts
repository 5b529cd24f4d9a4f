// clean: /json /500
import { Pool } from 'undici';

export async function main(url: string): Promise<void> {
  const { origin, pathname } = new URL(url);
  const pool = new Pool(origin);
  const { body } = await pool.request({ path: pathname, method: 'GET' });
  console.log((await body.text()).length);
  await new Promise<void>((resolve) => pool.close(() => resolve()));
}

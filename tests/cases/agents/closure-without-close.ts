// leaks when: /json /500 (only a request function leaves, so nobody can close the pool)
import { Pool } from 'undici';

function sizer(origin: string): (path: string) => Promise<number> {
  const pool = new Pool(origin); // UNCLOSED #pool
  return async (path) => {
    const { body } = await pool.request({ path, method: 'GET' });
    return (await body.text()).length;
  };
}

export async function main(url: string): Promise<void> {
  const { origin, pathname } = new URL(url);
  const size = sizer(origin); // UNCLOSED #pool
  console.log(await size(pathname));
}

// clean: /json /500 /refuse
import { Pool } from 'undici';

async function withResource<R, T>(open: () => R, close: (resource: R) => Promise<unknown>, work: (resource: R) => Promise<T>): Promise<T> {
  const resource = open();
  try {
    return await work(resource);
  } finally {
    await close(resource);
  }
}

export async function main(url: string): Promise<void> {
  const { origin, pathname } = new URL(url);
  const size = await withResource(
    () => new Pool(origin),
    (pool) => pool.close(),
    async (pool) => {
      const { body } = await pool.request({ path: pathname, method: 'GET' });
      return (await body.text()).length;
    },
  );
  console.log(size);
}

// clean: /json /500
import { Pool } from 'undici';

function createApi(origin: string) {
  const pool = new Pool(origin);
  return {
    async size(path: string): Promise<number> {
      const { body } = await pool.request({ path, method: 'GET' });
      return (await body.text()).length;
    },
    close: () => pool.close(),
  };
}

export async function main(url: string): Promise<void> {
  const { origin, pathname } = new URL(url);
  const api = createApi(origin);
  try {
    console.log(await api.size(pathname));
  } finally {
    await api.close();
  }
}

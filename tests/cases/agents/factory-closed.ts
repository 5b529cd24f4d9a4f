// clean: /json /500 /bad-json
import { Pool } from 'undici';

const createPool = (origin: string, connections = 2): Pool => new Pool(origin, { connections });

async function readSetting(target: URL): Promise<unknown> {
  const pool = createPool(target.origin, 1);
  try {
    const { body } = await pool.request({ path: target.pathname, method: 'GET' });
    return await body.json();
  } catch (err) {
    if (!(err instanceof SyntaxError)) throw err;
    return null;
  } finally {
    await pool.close();
  }
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await readSetting(new URL(url))));
}

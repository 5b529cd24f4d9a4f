// leaks when: /json /500 (the caller of the factory owns the pool)
import { Pool } from 'undici';

export function createPool(origin: string, connections = 2): Pool {
  if (connections < 1) throw new RangeError('connections');
  return new Pool(origin, { connections, pipelining: 1 });
}

async function readSetting(target: URL): Promise<unknown> {
  const pool = createPool(target.origin, 1); // UNCLOSED
  const { body } = await pool.request({ path: target.pathname, method: 'GET' });
  return body.json();
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await readSetting(new URL(url))));
}

// breaks when: /json /500 (the list of answers leaves after the destroy)
import { Pool, type Dispatcher } from 'undici';

async function collect(target: URL, names: readonly string[]): Promise<Dispatcher.ResponseData[]> {
  const pool = new Pool(target.origin, { connections: 4 });
  try {
    return await Promise.all(names.map((name) => pool.request({ path: `${target.pathname}/${name}`, method: 'GET' })));
  } finally {
    await pool.destroy(); // PREMATURE
  }
}

export async function main(url: string): Promise<void> {
  for (const { body } of await collect(new URL(url), ['a', 'b'])) console.log((await body.text()).length);
}

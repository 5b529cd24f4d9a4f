// breaks when: /json (only the first answer is read before the pool is closed); clean on: /small
import { Pool, type Dispatcher } from 'undici';

async function fetchAll(target: URL, names: string[]): Promise<[string, Dispatcher.ResponseData]> {
  const pool = new Pool(target.origin, { connections: 4 });
  const [first, second] = await Promise.all(
    names.map((name) => pool.request({ path: `${target.pathname}/${name}`, method: 'GET' })),
  );
  const text = await first!.body.text();
  await pool.close(); // PREMATURE
  return [text, second!];
}

export async function main(url: string): Promise<void> {
  const [text, { body }] = await fetchAll(new URL(url), ['a', 'b']);
  console.log(text.length, (await body.text()).length);
}

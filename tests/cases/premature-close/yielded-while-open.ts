// clean: /json /500
import { Pool, type Dispatcher } from 'undici';

async function* answers(target: URL, names: string[]): AsyncGenerator<Dispatcher.ResponseData> {
  const pool = new Pool(target.origin);
  try {
    for (const name of names) yield await pool.request({ path: `${target.pathname}/${name}`, method: 'GET' });
  } finally {
    await pool.close();
  }
}

export async function main(url: string): Promise<void> {
  for await (const { body } of answers(new URL(url), ['a', 'b'])) console.log((await body.text()).length);
}

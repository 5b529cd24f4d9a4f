// clean: /ok /500
import { Pool, type Dispatcher } from 'undici';

async function download(target: URL): Promise<Dispatcher.ResponseData['body']> {
  const pool = new Pool(target.origin, { connections: 1 });
  const { body } = await pool.request({ path: target.pathname, method: 'GET' });
  body.once('close', () => void pool.close());
  return body;
}

export async function main(url: string): Promise<void> {
  const body = await download(new URL(url));
  console.log((await body.text()).length);
}

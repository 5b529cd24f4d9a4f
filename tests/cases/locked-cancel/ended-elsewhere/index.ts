// breaks when: /500 (the error text is read, then the helper cancels); clean on: /404
import { settle } from './body.js';

async function remove(api: string): Promise<boolean> {
  const res = await fetch(`${api}/items/7`, { method: 'DELETE' });
  if (res.status >= 500) console.error((await res.text()).length);
  await settle(res); // LOCKED
  return res.ok;
}

export async function main(url: string): Promise<void> {
  console.log(await remove(url));
}

// leaks when: /500 (the module's pool keeps the failed answer); clean on: /json
import { Pool } from 'undici';

const pools: Record<string, Pool> = {};

async function call(target: URL, method: 'GET' | 'POST'): Promise<unknown> {
  const pool = (pools[target.origin] ??= new Pool(target.origin, { connections: 16 }));
  const res = await pool.request({ path: target.pathname, method, headers: { accept: 'application/json' } }); // LEAK
  const failed = res.statusCode >= 400;
  if (failed) throw Object.assign(new Error('call failed'), { code: res.statusCode, headers: res.headers });
  return res.body.json();
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await call(new URL(url), 'POST')));
}

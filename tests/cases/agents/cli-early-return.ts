// leaks when: /500 (the command returns an exit code before the pool is closed); clean on: /json
import { Pool } from 'undici';

async function run(args: { url: string; json: boolean }): Promise<number> {
  const target = new URL(args.url);
  const pool = new Pool(target.origin, { connections: 1 }); // UNCLOSED
  const { statusCode, body } = await pool.request({ path: target.pathname, method: 'GET' });
  const text = await body.text();
  if (statusCode >= 400) {
    console.error(`error: server answered ${statusCode}`);
    return 1;
  }
  console.log(args.json ? typeof JSON.parse(text) : text.length);
  await pool.close();
  return 0;
}

export async function main(url: string): Promise<void> {
  console.log(await run({ url, json: true }));
}

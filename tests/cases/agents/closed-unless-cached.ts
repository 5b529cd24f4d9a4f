// leaks when: /404 (only two of the three exits close); clean on: /json /500
import { Pool } from 'undici';

async function inspect(target: URL): Promise<string> {
  const pool = new Pool(target.origin, { connections: 1 }); // UNCLOSED
  const { statusCode, body } = await pool.request({ path: target.pathname, method: 'GET' });
  const text = await body.text();
  switch (true) {
    case statusCode >= 500:
      await pool.destroy();
      return 'down';
    case statusCode === 404:
      return 'missing';
    default:
      await pool.close();
      return text.slice(0, 1);
  }
}

export async function main(url: string): Promise<void> {
  console.log(await inspect(new URL(url)));
}

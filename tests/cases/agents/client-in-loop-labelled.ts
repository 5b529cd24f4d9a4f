// leaks when: /500 (continue of the outer loop leaves the client); clean on: /json
import { Client } from 'undici';
export async function main(url: string): Promise<string> {
  const { origin, pathname } = new URL(url);
  const log: string[] = [];
  outer: for (const method of ['GET', 'POST'] as const) {
    for (let i = 0; i < 2; i += 1) {
      const client = new Client(origin); // UNCLOSED
      const { statusCode, body } = await client.request({ path: pathname, method });
      const text = await body.text();
      if (statusCode >= 500) continue outer;
      log.push(`${method} ${text.length > 9}`);
      await client.close();
    }
  }
  return log.join();
}

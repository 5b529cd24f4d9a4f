// leaks when: /404 (an async iterable as the body; the log line comes last); clean on: /refuse
import { request } from 'undici';

const sleep = (ms: number) => new Promise<void>((ok) => setTimeout(ok, ms));

export async function main(url: string): Promise<string> {
  let sent = 0;
  const source = {
    async *[Symbol.asyncIterator]() {
      while (sent < 10) {
        await sleep(12);
        sent += 1;
        yield 'x'.repeat(500);
      }
    },
  };
  let status = 0;
  try {
    const answer = await request(url, { method: 'POST', body: source as unknown as string }); // LEAK
    status = answer.statusCode;
  } catch {
    return 'no answer';
  } finally {
    console.log('asked');
  }
  await sleep(300);
  return `${status} ${sent}`;
}

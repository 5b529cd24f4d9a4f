// leaks when: /huge (a Node stream turned into a web stream; only the status is looked at)
import { Readable } from 'node:stream';
import { counting } from './counting.ts';

const pause = (ms: number): Promise<void> => new Promise((ok) => setTimeout(ok, ms));

async function* rows(): AsyncGenerator<Buffer> {
  for (let i = 0; i < 20; i += 1) {
    await pause(8);
    yield Buffer.alloc(1000, 'r');
  }
}

class Uploader {
  constructor(private readonly target: string) {}

  async send(source: Readable): Promise<boolean> {
    const response = await fetch(this.target, { // LEAK
      method: 'POST',
      body: Readable.toWeb(source) as unknown as ReadableStream,
      duplex: 'half',
    } as RequestInit);
    return response.ok;
  }
}

export async function main(url: string): Promise<string> {
  const front = await counting(url);
  const ok = await new Uploader(front.url).send(Readable.from(rows()));
  for (let i = 0; i < 40 && front.received() < 20_000; i += 1) await pause(20);
  front.close();
  return `${ok} ${front.received()}`;
}

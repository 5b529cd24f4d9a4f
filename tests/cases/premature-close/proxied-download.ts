// breaks when: /ok /huge (the agent waits for a reader that cannot start); clean on: /small
import { Agent, fetch, type Response } from 'undici';

class Downloader {
  constructor(private readonly timeout: number) {}

  async open(source: string): Promise<Response> {
    const dispatcher = new Agent({ headersTimeout: this.timeout });
    try {
      const res = await fetch(source, { dispatcher });
      return res;
    } finally {
      await dispatcher.close(); // PREMATURE
    }
  }
}

export async function main(url: string): Promise<void> {
  const res = await new Downloader(5_000).open(url);
  console.log(res.status, (await res.arrayBuffer()).byteLength);
}

// leaks when: /ok (the first chunk by hand, then nothing); clean on: /204
import { request } from 'undici';

class Sniffer {
  static async sniff(url: string): Promise<number> {
    const { body } = await request(url); // LEAK
    const iterator = body[Symbol.asyncIterator]();
    const first = await iterator.next();
    if (first.done) return 0;
    return (first.value as Buffer)[0];
  }
}

export async function main(url: string): Promise<number> {
  return Sniffer.sniff(url);
}

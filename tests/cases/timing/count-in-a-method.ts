// leaks when: /500 (what is counted later is no part of the answer); clean on: /json
import { request } from 'undici';

class Meter {
  count = 0;
  later(): void {
    setImmediate(() => (this.count += 1));
  }
}

export async function main(url: string): Promise<string> {
  const meter = new Meter();
  const { statusCode, body } = await request(url); // LEAK
  meter.later();
  if (statusCode !== 200) return `refused ${meter.count}`;
  return (await body.text()).slice(0, 2);
}

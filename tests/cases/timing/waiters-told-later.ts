// leaks when: /500 (who waits is told of by a list); clean on: /json
import { request } from 'undici';

class Signal {
  #waiting: Array<(word: string) => void> = [];
  wait(): Promise<string> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }
  tell(word: string): void {
    for (const one of this.#waiting.splice(0)) one(word);
  }
}

export async function main(url: string): Promise<string> {
  const signal = new Signal();
  const { statusCode, body } = await request(url); // LEAK
  setImmediate(() => signal.tell('go'));
  if (statusCode !== 200) return `refused ${await signal.wait()}`;
  return (await body.text()).slice(0, 2);
}

// leaks when: /500 (strictEqual throws, whatever it is imported as); clean on: /json /404
import { strictEqual as same } from 'node:assert/strict';

class Api {
  readonly load = async (url: string): Promise<unknown> => {
    const res = await fetch(url); // LEAK
    if (res.status === 404) {
      await res.body?.cancel();
      return null;
    }
    same(res.ok, true);
    return res.json();
  };
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await new Api().load(url).catch((error: Error) => error.message)));
}

// leaks when: /404 (a missing key is an ordinary outcome, and unread); clean on: /json
import ky, { type KyInstance } from 'ky';

class Flags {
  readonly #http: KyInstance;

  constructor(prefixUrl: string) {
    this.#http = ky.create({ prefixUrl, retry: 0, throwHttpErrors: false, timeout: 20_000 });
  }

  async enabled(key: string): Promise<boolean> {
    const res = await this.#http.get(key); // LEAK
    if (res.status === 404) return false;
    const { ok } = await res.json<{ ok: boolean }>();
    return ok;
  }
}

export async function main(url: string): Promise<void> {
  console.log(await new Flags(url).enabled('beta'));
}

// clean: /404 /json
import ky, { type KyInstance } from 'ky';

class Flags {
  readonly #http: KyInstance;

  constructor(prefixUrl: string) {
    this.#http = ky.create({ prefixUrl, retry: 0, throwHttpErrors: false });
  }

  async enabled(key: string): Promise<boolean> {
    const res = await this.#http.get(key);
    const text = await res.text();
    return res.status === 404 ? false : text.length > 0;
  }
}

export async function main(url: string): Promise<void> {
  console.log(await new Flags(url).enabled('beta'));
}

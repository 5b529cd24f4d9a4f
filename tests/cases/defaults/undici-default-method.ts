// clean: /500 /json
import { request } from 'undici';

class Loader {
  constructor(readonly url: string) {}

  async load(reply = request(this.url)): Promise<string> {
    const { statusCode, body } = await reply;
    const text = await body.text();
    return statusCode > 299 ? `status ${statusCode}` : text.slice(0, 6);
  }
}

export async function main(url: string): Promise<string> {
  return new Loader(url).load();
}

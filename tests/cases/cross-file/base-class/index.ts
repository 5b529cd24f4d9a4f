// leaks when: /json /500 (a subclass pings through the inherited method)
import { BaseClient } from './base.js';

class Users extends BaseClient {
  async ping(): Promise<boolean> {
    const { ok } = await this.call('/ping', { method: 'POST' }); // LEAK
    return ok;
  }
}

export async function main(url: string): Promise<void> {
  console.log(await new Users(url).ping());
}

// clean: /json /500
import { BaseClient } from './base.js';

class Users extends BaseClient {
  async all(): Promise<unknown> {
    return (await super.call('/users')).json();
  }
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await new Users(url).all()));
}

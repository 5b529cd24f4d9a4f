// clean: /json /500
import { Client } from './client.js';
import { Given, isShared, Made } from './service.js';

export async function main(url: string): Promise<void> {
  const client = new Client();
  console.log(await new Made().isUp(url), await new Given({ client }).isUp(url), await isShared({ client }, url));
}

// clean: /401-then-ok /json /500
import { Api } from './api.js';

export async function main(url: string): Promise<void> {
  const api = new Api();
  console.log(await api.load(url));
  await api.notify(url);
}

// leaks when: /401-then-ok (the first response is overwritten by the second) /json (notify drops its response)
import { Api } from './api.js';

export async function main(url: string): Promise<void> {
  const api = new Api();
  console.log(await api.load(url));
  await api.notify(url);
}

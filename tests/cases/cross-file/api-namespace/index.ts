// leaks when: /json /500 (remove() hands the raw response to a caller that drops it)
import { api, configure } from './api.js';

export async function main(url: string): Promise<void> {
  configure(url);
  const { items } = await api.users.list();
  console.log(items?.length);
  console.log(await api.tags.add('new'));
  await api.users.remove(1); // LEAK
}

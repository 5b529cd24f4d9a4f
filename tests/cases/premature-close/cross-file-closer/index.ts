// breaks when: /ok /500 (the imported function closes before anybody can read)
import { fetchOnce } from './client.js';

export async function main(url: string): Promise<void> {
  const answer = await fetchOnce(url);
  console.log((await answer.text()).length);
}

// leaks when: /ok /500 (a wrapper behind a barrel, asked for its status)
import { http, text } from './lib.js';

export async function main(url: string): Promise<void> {
  const res = await http(url, { method: 'POST', body: '{}' }); // LEAK
  console.log(text.shorten(`${res.status} ${res.statusText}`));
}

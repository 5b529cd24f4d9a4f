// leaks when: /500 (the reason is only printed); clean on: /ok
import axios from 'axios';
import type { Readable } from 'node:stream';

export async function main(url: string): Promise<void> {
  const [result] = await Promise.allSettled([axios.get<Readable>(url, { responseType: 'stream' })]); // LEAK
  if (result.status === 'fulfilled') result.value.data.resume();
  else console.error(String(result.reason));
}

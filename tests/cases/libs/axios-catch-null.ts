// leaks when: /500 (the handler looks at nothing); clean on: /ok
import axios from 'axios';
import type { Readable } from 'node:stream';

export async function main(url: string): Promise<void> {
  const answer = await axios.get<Readable>(url, { responseType: 'stream' }).catch(() => null); // LEAK
  answer?.data.resume();
}

// leaks when: /500 (the rejection holds a stream); clean on: /ok
import axios, { isAxiosError } from 'axios';
import type { Readable } from 'node:stream';

export async function main(url: string): Promise<void> {
  try {
    const { data } = await axios.get<Readable>(url, { responseType: 'stream' }); // LEAK
    let n = 0;
    for await (const part of data) n += (part as Buffer).length;
    console.log(n);
  } catch (problem) {
    if (!isAxiosError(problem)) throw problem;
    console.error(problem.response?.status);
  }
}

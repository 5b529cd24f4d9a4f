// clean: /ok /500
import axios, { isAxiosError } from 'axios';
import type { Readable } from 'node:stream';

export async function main(url: string): Promise<void> {
  try {
    const { data } = await axios.get<Readable>(url, { responseType: 'stream' });
    let n = 0;
    for await (const part of data) n += (part as Buffer).length;
    console.log(n);
  } catch (problem) {
    if (!isAxiosError<Readable>(problem)) throw problem;
    problem.response?.data.destroy();
    console.error(problem.response?.status);
  }
}

// clean: /ok /500
import axios, { isAxiosError } from 'axios';
import type { Readable } from 'node:stream';

async function count(url: string): Promise<number> {
  const { data } = await axios.get<Readable>(url, { responseType: 'stream' });
  let n = 0;
  for await (const part of data) n += (part as Buffer).length;
  return n;
}

export async function main(url: string): Promise<void> {
  try {
    console.log(await count(url));
  } catch (problem) {
    if (isAxiosError<Readable>(problem)) problem.response?.data.resume();
    console.error('no answer');
  }
}

// leaks when: /500 (only a 404 is read); clean on: /ok /404
import axios from 'axios';
import type { Readable } from 'node:stream';

async function textOf(stream: Readable): Promise<string> {
  let text = '';
  for await (const part of stream) text += String(part);
  return text;
}

export async function main(url: string): Promise<void> {
  try {
    const { data } = await axios({ url, responseType: 'stream' }); // LEAK
    console.log((await textOf(data)).length);
  } catch (problem) {
    if (!axios.isAxiosError(problem) || !problem.response) throw problem;
    if (problem.response.status === 404) console.log((await textOf(problem.response.data as Readable)).length);
    else console.error(problem.message);
  }
}

// clean: /ok /500 /204
import axios, { isAxiosError, isCancel } from 'axios';
import type { Readable } from 'node:stream';

async function size(url: string): Promise<number> {
  try {
    const { data } = await axios.get<Readable>(url, { responseType: 'stream' });
    let n = 0;
    for await (const part of data) n += (part as Buffer).length;
    return n;
  } catch (problem) {
    if (isCancel(problem)) return -1;
    if (!isAxiosError<Readable>(problem)) throw problem;
    if (problem.code === 'ECONNREFUSED') return -2;
    if (!problem.response) return -3;
    problem.response.data.destroy();
    return -problem.response.status;
  }
}

export async function main(url: string): Promise<void> {
  console.log(await size(url));
}

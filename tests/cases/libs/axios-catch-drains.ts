// clean: /ok /500
import axios, { type AxiosError } from 'axios';
import type { Readable } from 'node:stream';

export async function main(url: string): Promise<void> {
  const answer = await axios.get<Readable>(url, { responseType: 'stream' }).catch((problem: AxiosError<Readable>) => {
    problem.response?.data.resume();
    return null;
  });
  if (answer) for await (const part of answer.data) void part;
}

// clean: /ok /500
import axios, { AxiosError } from 'axios';
import type { Readable } from 'node:stream';

async function open(url: string): Promise<Readable> {
  try {
    return (await axios.get<Readable>(url, { responseType: 'stream' })).data;
  } catch (problem) {
    console.error('failed');
    throw problem;
  }
}

export async function main(url: string): Promise<void> {
  try {
    (await open(url)).resume();
  } catch (problem) {
    if (problem instanceof AxiosError) (problem.response?.data as Readable | undefined)?.resume();
  }
}

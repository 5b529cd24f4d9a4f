// clean: /ok /500
import axios, { type AxiosError } from 'axios';
import type { Readable } from 'node:stream';

export async function main(url: string): Promise<void> {
  const [result] = await Promise.allSettled([axios.get<Readable>(url, { responseType: 'stream' })]);
  if (result.status === 'fulfilled') result.value.data.resume();
  else (result.reason as AxiosError<Readable>).response?.data.resume();
}

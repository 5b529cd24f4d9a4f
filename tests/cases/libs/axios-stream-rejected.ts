// leaks when: /500 (the rejected axios stream sits in the error); clean on: /ok
import { createWriteStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import axios, { isAxiosError } from 'axios';

async function fetchArtifact(url: string, file: string): Promise<boolean> {
  try {
    const response = await axios.get<Readable>(url, { responseType: 'stream' }); // LEAK
    await pipeline(response.data, createWriteStream(file));
    return true;
  } catch (error) {
    if (isAxiosError(error) && error.response) {
      console.error(`artifact: ${error.response.status}`);
      return false;
    }
    throw error;
  }
}

export async function main(url: string): Promise<void> {
  console.log(await fetchArtifact(url, '/dev/null'));
}

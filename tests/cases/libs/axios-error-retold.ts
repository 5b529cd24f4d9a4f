// leaks when: /500 (a new error takes its place); clean on: /ok
import axios from 'axios';
async function load(url: string): Promise<number> {
  try {
    const { data } = await axios.get(url, { responseType: 'stream' }); // LEAK
    let n = 0;
    for await (const part of data) n += part.length;
    return n;
  } catch (error: any) {
    throw new Error(`download failed: ${error.response?.status}`);
  }
}
export async function main(url: string): Promise<void> {
  console.log(await load(url).catch((error: Error) => error.message));
}

// clean: /500 /ok
import axios from 'axios';
async function load(url: string): Promise<number> {
  try {
    const { data } = await axios.get(url, { responseType: 'stream' });
    let n = 0;
    for await (const part of data) n += part.length;
    return n;
  } catch (error: any) {
    error.response?.data.resume();
    throw new Error(`download failed: ${error.response?.status}`);
  }
}
export async function main(url: string): Promise<void> {
  console.log(await load(url).catch((error: Error) => error.message));
}

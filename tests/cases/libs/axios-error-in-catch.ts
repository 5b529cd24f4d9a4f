// leaks when: /500 (the stream in the error is not read); clean on: /ok
import axios from 'axios';
export async function main(url: string): Promise<void> {
  const size = await axios
    .get(url, { responseType: 'stream' }) // LEAK
    .then(async ({ data }) => {
      let n = 0;
      for await (const part of data) n += part.length;
      return n;
    })
    .catch((error) => {
      console.error(error.response?.status);
      return -1;
    });
  console.log(size);
}

// clean: /500 /ok
import axios from 'axios';
export async function main(url: string): Promise<void> {
  const size = await axios
    .get(url, { responseType: 'stream' })
    .then(async ({ data }) => {
      let n = 0;
      for await (const part of data) n += part.length;
      return n;
    })
    .catch((error) => {
      console.error(error.response?.status);
      error.response?.data.destroy();
      return -1;
    });
  console.log(size);
}

// clean: /ok /500
import axios from 'axios';

async function isValidStream(source: string): Promise<boolean> {
  const response = await axios.get(source, { timeout: 5_000, responseType: 'stream', validateStatus: () => true });
  const valid = response.status === 200;
  response.data.destroy();
  return valid;
}

export async function main(url: string): Promise<void> {
  console.log(await isValidStream(url));
}

// clean: /json
import http from 'node:http';
import axios from 'axios';
async function load(url: string): Promise<unknown> {
  const httpAgent = new http.Agent({ keepAlive: true, maxSockets: 2 });
  const { data } = await axios.get(url, { httpAgent });
  httpAgent.destroy();
  return data;
}
export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}

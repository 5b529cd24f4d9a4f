// clean: /json
import http from 'node:http';
import axios from 'axios';
async function load(url: string): Promise<number> {
  const httpAgent = new http.Agent({ keepAlive: true });
  const client = axios.create({ baseURL: url, httpAgent });
  const [a, b] = await Promise.all([client.get('/a'), client.get('/b')]);
  const { status } = await client.post('/c', { some: 1 });
  httpAgent.destroy();
  return status + a.status + b.status;
}
export async function main(url: string): Promise<void> {
  console.log(await load(url));
}

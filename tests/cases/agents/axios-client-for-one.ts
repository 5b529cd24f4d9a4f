// leaks when: /json (the client of each call brings an agent for two requests)
import http from 'node:http';
import axios from 'axios';
async function load(url: string): Promise<number> {
  const client = axios.create({ baseURL: url, httpAgent: new http.Agent({ keepAlive: true }) }); // UNCLOSED
  const [a, b] = await Promise.all([client.get('/a'), client.get('/b')]);
  const { status } = await client.post('/c', { some: 1 });
  return status + a.status + b.status;
}
export async function main(url: string): Promise<void> {
  console.log(await load(url));
}

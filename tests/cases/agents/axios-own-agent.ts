// leaks when: /json (the axios instance of each call brings its keep-alive agent)
import http from 'node:http';
import axios from 'axios';

async function load(source: string): Promise<number> {
  const client = axios.create({ httpAgent: new http.Agent({ keepAlive: true }), timeout: 3_000 }); // UNCLOSED
  const { data } = await client.get<string>(source, { responseType: 'text' });
  return data.length;
}

export async function main(url: string): Promise<void> {
  console.log(await load(url));
}

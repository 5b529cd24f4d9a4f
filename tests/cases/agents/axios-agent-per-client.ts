// leaks when: /json /500 (every client brings a keep-alive agent)
import http from 'node:http';
import axios, { type AxiosInstance } from 'axios';

function createClient(baseURL: string, token: string): AxiosInstance {
  return axios.create({
    baseURL,
    headers: { authorization: `Bearer ${token}` },
    httpAgent: new http.Agent({ keepAlive: true, maxSockets: 4 }), // UNCLOSED #agent
    validateStatus: null,
  });
}

export async function main(url: string): Promise<void> {
  const client = createClient(url, 'tok'); // UNCLOSED #agent
  const { status, data } = await client.get('/users/1');
  console.log(status, typeof data);
}

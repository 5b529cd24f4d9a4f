// clean: /json /500
import http from 'node:http';
import https from 'node:https';
import axios from 'axios';

const client = axios.create({
  httpAgent: new http.Agent({ keepAlive: true }),
  httpsAgent: new https.Agent({ keepAlive: true, rejectUnauthorized: false }),
  validateStatus: null,
});

export async function main(url: string): Promise<void> {
  const { status, data } = await client.get(`${url}/users/1`);
  console.log(status, typeof data);
}

// clean: /json /500
import http from 'node:http';
import axios from 'axios';

async function load(source: string): Promise<number> {
  const httpAgent = new http.Agent({ keepAlive: true });
  try {
    const { data } = await axios.get<string>(source, { httpAgent, responseType: 'text', validateStatus: null });
    return data.length;
  } finally {
    httpAgent.destroy();
  }
}

export async function main(url: string): Promise<void> {
  console.log(await load(url));
}

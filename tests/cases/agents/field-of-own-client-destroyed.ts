// clean: /json /500
import http from 'node:http';
import axios from 'axios';

class Status {
  readonly client;

  constructor(baseURL: string, { keepAlive = true } = {}) {
    this.client = axios.create({ baseURL, validateStatus: null, httpAgent: new http.Agent({ keepAlive }) });
  }

  async code(): Promise<number> {
    return (await this.client.get('')).status;
  }
}

export async function main(url: string): Promise<void> {
  const status = new Status(url);
  console.log(await status.code());
  status.client.defaults.httpAgent.destroy();
}

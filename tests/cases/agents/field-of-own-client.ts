// leaks when: /json /500 (each instance has a client with an agent of its own, and only its methods are called)
import http from 'node:http';
import axios from 'axios';

class Status {
  readonly client;

  constructor(baseURL: string, { keepAlive = true } = {}) {
    this.client = axios.create({
      baseURL,
      validateStatus: null,
      httpAgent: new http.Agent({ keepAlive }), // UNCLOSED
    });
  }

  async code(): Promise<number> {
    return (await this.client.get('')).status;
  }
}

export async function main(url: string): Promise<void> {
  const status = new Status(url);
  console.log(await status.code());
}

// clean: /json /html /stream /204 /500
import { parseBody } from './parse.js';

class Api {
  constructor(private readonly base: string) {}

  private async request(method: string, path: string, body?: unknown): Promise<unknown> {
    const response = await fetch(this.base + path, { method, body: body === undefined ? null : JSON.stringify(body) });
    const data = await parseBody(response);
    if (!response.ok) throw Object.assign(new Error(`${method} ${path}: ${response.status}`), { data });
    return data;
  }

  get = (path: string) => this.request('GET', path);
  post = (path: string, body: unknown) => this.request('POST', path, body);
}

export async function main(url: string): Promise<void> {
  const api = new Api(url);
  console.log(typeof (await api.get('/a')), typeof (await api.post('/b', {})));
}

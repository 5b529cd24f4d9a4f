export class Client {
  async get(url: string): Promise<Response> {
    return fetch(url, { headers: { accept: 'application/json' } });
  }
}

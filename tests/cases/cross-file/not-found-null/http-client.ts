export interface ClientOptions {
  baseUrl: string;
  token?: string;
}

export class HttpClient {
  constructor(private readonly options: ClientOptions) {}

  async get(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    if (this.options.token) headers.set('authorization', `Bearer ${this.options.token}`);
    return fetch(`${this.options.baseUrl}${path}`, { ...init, headers });
  }
}

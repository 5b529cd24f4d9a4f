import { ApiError } from './errors.js';

export interface ClientOptions {
  baseUrl: string;
  headers?: Record<string, string>;
}

export class HttpClient {
  constructor(private readonly options: ClientOptions) {}

  async send(method: string, path: string): Promise<Response> {
    const res = await fetch(`${this.options.baseUrl}${path}`, { method, headers: this.options.headers });
    if (!res.ok) throw await ApiError.from(res);
    return res;
  }
}

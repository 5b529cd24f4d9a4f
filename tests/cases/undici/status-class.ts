// leaks when: /500 (a private helper checks the status of the pair); clean on: /json
import { request, type Dispatcher } from 'undici';

class UpstreamError extends Error {
  constructor(
    readonly statusCode: number,
    readonly path: string,
  ) {
    super(`${path} answered ${statusCode}`);
  }
}

export class Upstream {
  constructor(private readonly base: string) {}

  #check({ statusCode }: Dispatcher.ResponseData, path: string): void {
    if (statusCode >= 400) throw new UpstreamError(statusCode, path);
  }

  async json<T>(path: string): Promise<T> {
    const response = await request(`${this.base}${path}`); // LEAK
    this.#check(response, path);
    return (await response.body.json()) as T;
  }
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await new Upstream(url).json('/thing')));
}

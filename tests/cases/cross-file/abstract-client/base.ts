export abstract class BaseClient {
  protected abstract readonly prefix: string;

  constructor(private readonly origin: string) {}

  protected send(path: string, init?: RequestInit): Promise<Response> {
    return fetch(`${this.origin}/${this.prefix}${path}`, init);
  }

  protected async json<T>(path: string, init?: RequestInit): Promise<T> {
    const response = await this.send(path, init);
    if (!response.ok) {
      const reason = await response.text();
      throw new Error(`${response.status}: ${reason.slice(0, 20)}`);
    }
    return (await response.json()) as T;
  }
}

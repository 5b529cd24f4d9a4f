export abstract class BaseClient {
  constructor(protected readonly api: string) {}

  protected call(path: string, init?: RequestInit): Promise<Response> {
    return fetch(this.api + path, init);
  }
}

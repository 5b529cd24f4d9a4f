export class Client {
  async load(url: string): Promise<unknown> {
    const response = await fetch(url);
    return this.handle(response);
  }

  loadText(url: string): Promise<string> {
    return fetch(url)
      .then(this.check)
      .then((response) => response.text());
  }

  async handle(response: Response): Promise<unknown> {
    if (!response.ok) throw new Error(`failed with ${await response.text()}`);
    return response.json();
  }

  async check(response: Response): Promise<Response> {
    if (!response.ok) {
      await response.body?.cancel();
      throw new Error(`failed with ${response.status}`);
    }
    return response;
  }
}

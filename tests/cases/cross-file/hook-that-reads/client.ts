export class Client {
  async load(url: string): Promise<unknown> {
    const response = await fetch(url); // LEAK
    return this.handle(response);
  }

  loadText(url: string): Promise<string> {
    return fetch(url) // LEAK
      .then(this.check)
      .then((response) => response.text());
  }

  async handle(response: Response): Promise<unknown> {
    if (!response.ok) throw new Error(`failed with ${response.status}`);
    return response.json();
  }

  check(response: Response): Response {
    if (!response.ok) throw new Error(`failed with ${response.status}`);
    return response;
  }
}

// leaks when: /json /500 (a method that is called `call` is the class's own); clean on: /204
class Client {
  constructor(private readonly base: string) {}

  call(path: string, init?: RequestInit): Promise<Response> {
    return fetch(this.base + path, init);
  }

  async ping(): Promise<boolean> {
    const { ok } = await this.call('/ping', { method: 'POST' }); // LEAK
    return ok;
  }
}

export async function main(url: string): Promise<void> {
  console.log(await new Client(url).ping());
}

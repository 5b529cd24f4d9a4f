// reuses when: /json /json-error /bad-json /text /404 /500 /502 /empty /flaky (two methods read one field); clean on: /204
class Lazy {
  readonly response: Response;

  constructor(response: Response) {
    this.response = response;
  }

  async text(): Promise<string> {
    return this.response.text();
  }

  async json(): Promise<unknown> {
    return this.response.json(); // REUSE #json
  }
}

export async function main(url: string): Promise<void> {
  const lazy = new Lazy(await fetch(url));
  const text = await lazy.text();
  console.log(text.length, await lazy.json()); // REUSE #json
}

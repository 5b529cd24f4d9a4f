// leaks when: /404 (the builder's send() result is only tested); clean on: /json
class Call {
  #headers = new Headers();
  #method = 'GET';

  constructor(readonly target: string) {}

  header(name: string, value: string): this {
    this.#headers.set(name, value);
    return this;
  }

  method(method: string): this {
    this.#method = method;
    return this;
  }

  send(): Promise<Response> {
    return fetch(this.target, { method: this.#method, headers: this.#headers });
  }
}

export async function main(url: string): Promise<void> {
  const answer = await new Call(url).header('x-a', '1').method('PUT').send(); // LEAK
  if (answer.status !== 404) console.log((await answer.text()).length);
}

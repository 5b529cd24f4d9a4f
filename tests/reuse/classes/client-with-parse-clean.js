// reuses when: never
class Client {
  constructor(base) {
    this.base = base;
  }

  async #check(response) {
    if (response.ok) return;
    const text = await response.text();
    throw new Error(text);
  }

  async get() {
    const response = await fetch(this.base);
    await this.#check(response);
    return response.text();
  }
}

export async function main(url) {
  console.log(await new Client(url).get());
}

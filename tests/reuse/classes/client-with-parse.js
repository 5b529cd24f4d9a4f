// reuses when: /404 /500 /502 /flaky (the check reads and does not throw); clean on: /json /json-error /bad-json /text /empty /204
class Client {
  constructor(base) {
    this.base = base;
  }

  async #check(response) {
    if (response.ok) return;
    const text = await response.text();
    this.onError?.(text);
  }

  async get() {
    const response = await fetch(this.base);
    await this.#check(response);
    return response.json(); // REUSE
  }
}

export async function main(url) {
  console.log(await new Client(url).get());
}

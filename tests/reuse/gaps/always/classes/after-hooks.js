// reuses when: /json /json-error /bad-json /text /404 /500 /502 /empty /flaky (a hook reads the response before the client does); clean on: /204
class Client {
  #hooks = [];

  onResponse(hook) {
    this.#hooks.push(hook);
    return this;
  }

  async get(target) {
    const res = await fetch(target);
    for (const hook of this.#hooks) await hook(res);
    return res.json(); // REUSE
  }
}

export async function main(url) {
  const client = new Client().onResponse(async (res) => console.log(res.status, await res.text()));
  console.log(await client.get(url));
}

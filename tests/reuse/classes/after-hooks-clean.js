// reuses when: never
class Client {
  #hooks = [];

  onResponse(hook) {
    this.#hooks.push(hook);
    return this;
  }

  async get(target) {
    const res = await fetch(target);
    for (const hook of this.#hooks) await hook(res.clone());
    return res.json();
  }
}

export async function main(url) {
  const client = new Client().onResponse(async (res) => console.log(res.status, await res.text()));
  console.log(await client.get(url));
}

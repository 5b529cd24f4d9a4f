// reuses when: never
class Reply {
  #text;

  constructor(response) {
    this.response = response;
  }

  text() {
    return (this.#text ??= this.response.text());
  }

  async json() {
    return JSON.parse(await this.text());
  }
}

export async function main(url) {
  const reply = new Reply(await fetch(url));
  console.log(await reply.text());
  console.log(await reply.json());
}

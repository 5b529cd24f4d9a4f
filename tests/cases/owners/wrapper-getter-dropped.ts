// clean: /500 /json
class Answer {
  #response: Response;

  constructor(response: Response) {
    this.#response = response;
  }

  get ok() {
    return this.#response.ok;
  }

  json() {
    return this.#read();
  }

  async drop() {
    await this.#response.body?.cancel();
  }

  #read() {
    return this.#response.json();
  }
}

const get = async (url: string) => new Answer(await fetch(url));

export async function main(url: string): Promise<unknown> {
  const answer = await get(url);
  if (!answer.ok) {
    await answer.drop();
    return null;
  }
  return answer.json();
}

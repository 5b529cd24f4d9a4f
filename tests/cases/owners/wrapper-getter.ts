// leaks when: /500 (a getter of the wrapper only looks); clean on: /json
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

  #read() {
    return this.#response.json();
  }
}

const get = async (url: string) => new Answer(await fetch(url));

export async function main(url: string): Promise<unknown> {
  const answer = await get(url); // LEAK
  if (!answer.ok) return null;
  return answer.json();
}

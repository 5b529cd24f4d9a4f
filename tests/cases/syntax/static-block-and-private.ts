// leaks when: /500 (a private static method is the one that sends); clean on: /json
class Api {
  static #tries = 0;
  static {
    Api.#tries = 1;
  }

  static #send(url: string): Promise<Response> {
    return fetch(url);
  }

  static async get(url: string): Promise<string> {
    const res = await Api.#send(url); // LEAK
    if (res?.status >= 500 && Api.#tries > 0) return `bad after ${Api.#tries}`;
    return (await res?.text())?.slice(0, 5);
  }
}

export async function main(url: string): Promise<string> {
  return Api.get(url);
}

// leaks when: /500 (a bound method checks); clean on: /json
class Client {
  private check(res: Response): Response {
    if (!res.ok) throw new Error('bad');
    return res;
  }

  get(target: string): Promise<unknown> {
    return fetch(target) // LEAK
      .then(this.check.bind(this))
      .then((res) => res.json());
  }
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await new Client().get(url)));
}

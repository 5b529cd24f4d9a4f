// leaks when: /401-then-ok (the 401 is dropped for the second try); clean on: /json
class Session {
  private token = 'expired';

  constructor(private readonly api: string) {}

  private send(path: string): Promise<Response> {
    return fetch(this.api + path, { headers: { authorization: `Bearer ${this.token}` } });
  }

  private async refresh(): Promise<void> {
    const res = await fetch(`${this.api}/token`, { method: 'POST' });
    this.token = ((await res.json()) as { token: string }).token;
  }

  async get(path: string): Promise<Response> {
    let res = await this.send(path); // LEAK
    if (res.status === 401) {
      await this.refresh();
      res = await this.send(path);
    }
    return res;
  }
}

export async function main(url: string): Promise<void> {
  const res = await new Session(url).get('/me');
  console.log(typeof (await res.json()));
}

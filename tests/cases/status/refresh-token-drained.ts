// clean: /401-then-ok /json
class Session {
  token = 'old';

  constructor(private readonly api: string) {}

  private async refresh(): Promise<void> {
    const res = await fetch(`${this.api}/token`, { method: 'POST' });
    this.token = ((await res.json()) as { token: string }).token;
  }

  async get(path: string): Promise<Response> {
    const res = await fetch(this.api + path, { headers: { authorization: this.token } });
    if (res.status !== 401) return res;
    await res.arrayBuffer();
    await this.refresh();
    return fetch(this.api + path, { headers: { authorization: this.token } });
  }
}

export async function main(url: string): Promise<void> {
  const res = await new Session(url).get('/me');
  console.log((await res.text()).length);
}

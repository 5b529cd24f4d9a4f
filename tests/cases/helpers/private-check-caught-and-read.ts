// leaks when: /500 (the second caller does not read what the private method refuses); clean on: /json
class Client {
  async text(url: string): Promise<string> {
    const res = await fetch(url);
    try {
      this.check(res);
    } catch {
      return (await res.text()).slice(0, 5);
    }
    return res.text();
  }

  async json(url: string): Promise<unknown> {
    const res = await fetch(url); // LEAK
    this.check(res);
    return res.json();
  }

  private check(res: Response): void {
    if (!res.ok) throw new Error(`status ${res.status}`);
  }
}

export async function main(url: string): Promise<void> {
  const client = new Client();
  console.log((await client.text(url)).length > 0);
  console.log(typeof (await client.json(url)));
}

// clean: /ok /404
class Store {
  constructor(private readonly base: string) {}

  async has(key: string): Promise<boolean> {
    const { ok } = await fetch(`${this.base}/${key}`, { method: 'HEAD', headers: { accept: '*/*' } });
    return ok;
  }
}

export async function main(url: string): Promise<void> {
  console.log(await new Store(url).has('a'));
}

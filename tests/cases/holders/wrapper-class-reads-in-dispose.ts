// clean: /500 /json
class Held {
  constructor(private readonly res: Response) {}
  get ok(): boolean {
    return this.res.ok;
  }
  async [Symbol.asyncDispose](): Promise<void> {
    await this.res.text();
  }
}
export async function main(url: string): Promise<string> {
  const res = await fetch(url);
  await using held = new Held(res);
  if (!res.ok) return `bad ${held.ok}`;
  return `good ${held.ok}`;
}

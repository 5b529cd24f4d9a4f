// reuses when: never
class Reply {
  constructor(private readonly res: Response) {}

  async text(): Promise<string> {
    return this.res.text();
  }

  async json(): Promise<{ name: string }> {
    return JSON.parse(await this.text()) as { name: string };
  }
}

export async function main(url: string): Promise<string> {
  const reply = new Reply(await fetch(url));
  try {
    return (await reply.json()).name;
  } catch (cause) {
    throw new Error('no JSON', { cause });
  }
}

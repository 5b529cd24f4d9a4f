// clean: /500 /json
class Handle {
  constructor(private readonly res: Response) {}

  get status(): number {
    return this.res.status;
  }

  async close(): Promise<void> {
    await this.res.body?.cancel();
  }
}

export async function main(url: string): Promise<void> {
  const handle = new Handle(await fetch(url));
  console.log(handle.status);
  await handle.close();
}

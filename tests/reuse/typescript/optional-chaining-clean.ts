// reuses when: never
class Session {
  private last?: Response;

  async visit(url: string): Promise<number> {
    this.last = await fetch(url);
    return this.last.status;
  }

  get response(): Response | undefined {
    return this.last;
  }
}

export async function main(url: string): Promise<void> {
  const session = new Session();
  await session.visit(url);
  console.log((await session.response?.text())?.length);
  await session.visit(url);
  console.log(await session.response!.json());
}

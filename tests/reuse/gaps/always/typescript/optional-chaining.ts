// reuses when: /json /json-error /bad-json /text /404 /500 /502 /empty /flaky (an optional response is read twice); clean on: /204
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
  console.log(await session.response!.json()); // REUSE
}

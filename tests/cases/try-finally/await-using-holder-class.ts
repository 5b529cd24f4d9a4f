// clean: /ok /500
class Lease {
  constructor(readonly res: Response) {}

  async [Symbol.asyncDispose](): Promise<void> {
    await this.res.body?.cancel();
  }
}

export async function main(url: string): Promise<void> {
  await using lease = new Lease(await fetch(url));
  console.log(lease.res.status);
}

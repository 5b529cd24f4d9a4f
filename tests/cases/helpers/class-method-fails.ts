// leaks when: /500 (the private method throws a bare error); clean on: /json
class Decoder {
  async decode(res: Response): Promise<unknown> {
    if (!res.ok) this.fail(res.status);
    return res.json();
  }

  private fail(status: number): never {
    throw new Error(`status ${status}`);
  }
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await new Decoder().decode(await fetch(url)))); // LEAK
}

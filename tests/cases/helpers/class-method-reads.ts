// clean: /json /500
class Decoder {
  async decode(res: Response): Promise<unknown> {
    if (!res.ok) return this.fail(res);
    return res.json();
  }

  private async fail(res: Response): Promise<never> {
    throw new Error(`status ${res.status}: ${(await res.text()).length}`);
  }
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await new Decoder().decode(await fetch(url))));
}

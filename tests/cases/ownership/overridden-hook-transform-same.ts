// clean: /ok /500
class Base {
  async run(u: string): Promise<string> {
    const res = await fetch(u);
    return this.parse(res);
  }
  protected async parse(res: Response): Promise<string> { return `status ${res.status}`; }
}
class TextClient extends Base {
  protected override async parse(res: Response): Promise<string> { return res.text(); }
}
export async function main(url: string): Promise<void> { console.log((await new TextClient().run(url)).length); }

export class Base {
  async run(u: string): Promise<string> {
    const res = await fetch(u);
    const out = await this.parse(res);
    return out;
  }
  async parse(res: Response): Promise<string> { return `status ${res.status}`; }
}

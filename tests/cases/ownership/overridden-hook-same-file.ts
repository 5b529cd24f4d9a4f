// clean: /ok /500
class Base {
  async run(u: string): Promise<number> {
    const res = await fetch(u);
    if (!res.ok) { this.onFailure(res); return -1; }
    return (await res.text()).length;
  }
  protected onFailure(res: Response): void { console.debug('failed', res.status); }
}
class Child extends Base {
  failed?: Response;
  protected override onFailure(res: Response): void { this.failed = res; }
}
export async function main(url: string): Promise<void> {
  const c = new Child();
  console.log(await c.run(url));
  if (c.failed) console.log((await c.failed.text()).length);
}

// clean: /ok /500
import { Agent, request, type Dispatcher } from 'undici';
class Base {
  async size(u: string): Promise<number> {
    const d = new Agent();
    this.track(d);
    const { body } = await request(u, { dispatcher: d });
    return (await body.text()).length;
  }
  protected track(_d: Dispatcher): void {}
}
class Own extends Base {
  private ds: Dispatcher[] = [];
  protected override track(d: Dispatcher): void { this.ds.push(d); }
  async close(): Promise<void> { await Promise.all(this.ds.map((d) => d.close())); }
}
export async function main(url: string): Promise<void> { const o = new Own(); console.log(await o.size(url)); await o.close(); }

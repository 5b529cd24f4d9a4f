// clean: /ok /500
const impl = { async consume(_r: Response): Promise<string> { throw new Error('not configured'); } };
async function run(u: string): Promise<string> { const res = await fetch(u); return impl.consume(res); }
export async function main(url: string): Promise<void> {
  impl.consume = (r) => r.text();
  console.log((await run(url)).length);
}

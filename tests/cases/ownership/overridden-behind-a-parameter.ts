// clean: /ok /500
class Sink { async take(_r: Response): Promise<void> {} }
class Text extends Sink { override async take(r: Response): Promise<void> { console.log((await r.text()).length); } }
async function run(u: string, s: Sink): Promise<void> { const res = await fetch(u); await s.take(res); }
export async function main(url: string): Promise<void> { await run(url, new Text()); }

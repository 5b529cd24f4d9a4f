// clean: /ok /500
class Base { static async parse(r: Response): Promise<string> { return String(r.status); } static async run(u: string): Promise<string> { const res = await fetch(u); return this.parse(res); } }
class Text extends Base { static override async parse(r: Response): Promise<string> { return r.text(); } }
export async function main(url: string): Promise<void> { console.log((await Text.run(url)).length); }

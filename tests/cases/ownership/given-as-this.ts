// clean: /ok /500
async function f(this: Response): Promise<string> { return this.text(); }
export async function main(url: string): Promise<void> {
  const res = await fetch(url);
  console.log((await f.call(res)).length);
}

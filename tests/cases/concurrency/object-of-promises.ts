// clean: /json /500
async function load(api: string): Promise<number> {
  const tasks = { a: fetch(`${api}/a`), b: fetch(`${api}/b`) };
  const a = await tasks.a;
  const b = await tasks.b;
  return (await a.text()).length + (await b.text()).length;
}

export async function main(url: string): Promise<void> {
  console.log(await load(url));
}

// clean: /json /500
let last: (() => Response) | undefined;
async function load(url: string): Promise<void> {
  const res = await fetch(url);
  last = () => res;
}
export async function main(url: string): Promise<void> {
  await load(url);
  console.log((await last!().text()).length);
}

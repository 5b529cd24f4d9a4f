// clean: /json /500
async function open(url: string): Promise<() => Response> {
  const res = await fetch(url);
  return () => res;
}
export async function main(url: string): Promise<void> {
  console.log((await (await open(url))().text()).length);
}

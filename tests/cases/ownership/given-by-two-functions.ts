// clean: /json /500
async function open(url: string): Promise<() => Promise<string>> {
  const res = await fetch(url);
  const body = () => res;
  return () => body().text();
}
export async function main(url: string): Promise<void> {
  console.log((await (await open(url))()).length);
}

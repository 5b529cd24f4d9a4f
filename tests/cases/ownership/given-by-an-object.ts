// clean: /json /500
async function open(url: string) {
  const res = await fetch(url);
  return { status: res.status, stream: () => res.body };
}
export async function main(url: string): Promise<void> {
  let n = 0;
  for await (const c of (await open(url)).stream()!) n += c.length;
  console.log(n);
}

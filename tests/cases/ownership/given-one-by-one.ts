// clean: /json /500
async function open(url: string): Promise<{ next(): Response | undefined }> {
  const responses = [await fetch(`${url}/a`), await fetch(`${url}/b`)];
  return { next: () => responses.shift() };
}
export async function main(url: string): Promise<void> {
  const o = await open(url);
  for (let r = o.next(); r; r = o.next()) console.log((await r.text()).length);
}

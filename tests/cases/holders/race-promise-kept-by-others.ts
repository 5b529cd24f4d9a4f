// clean: /late /json
const shared = new Map<string, Promise<Response>>();
const sleep = (ms: number) => new Promise<null>((ok) => setTimeout(() => ok(null), ms));
async function soon(url: string): Promise<string> {
  const asked = fetch(url);
  shared.set(url, asked);
  const first = await Promise.race([asked, sleep(100)]);
  if (first === null) return 'late';
  return 'soon';
}
export async function main(url: string): Promise<string> {
  const said = await soon(url);
  const res = await shared.get(url)!;
  shared.delete(url);
  return `${said} ${(await res.text()).length > 9}`;
}

// clean: /500 /json
const cache = new Map<string, Promise<Response>>();
async function peek(url: string): Promise<boolean> {
  let asked = cache.get(url);
  if (!asked) {
    asked = fetch(url);
    cache.set(url, asked);
  }
  const res = await asked;
  if (!res.ok) return false;
  return true;
}
export async function main(url: string): Promise<string> {
  const ok = await peek(url);
  const res = await cache.get(url)!;
  cache.delete(url);
  return `${ok} ${(await res.text()).length > 9}`;
}

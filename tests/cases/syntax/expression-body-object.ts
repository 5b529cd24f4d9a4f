// leaks when: /500 /json (arrows that give objects)
const peek = async (url: string) => ({ ok: (await fetch(url)).ok, at: 1 }); // LEAK
const then = (url: string) => fetch(url).then(({ status, headers: { get } }) => ({ status, get: typeof get })); // LEAK
const method = { head: (url: string) => fetch(url).then((r) => r.status as number) }; // LEAK
export async function main(url: string): Promise<string> {
  return JSON.stringify([await peek(url), await then(url), await method.head(url)]);
}

// leaks when: /500 (Promise means something else here); clean on: /json
type Kept = { all: (list: unknown[]) => string };
async function load(url: string, Promise: Kept): globalThis.Promise<string> {
  const res = await fetch(url); // LEAK
  const copy = res.clone();
  if (!res.ok) return Promise.all([res.status]);
  await copy.text();
  return (await res.text()).slice(0, 5);
}
export const main = (url: string): globalThis.Promise<string> => load(url, { all: (list) => `kept ${list.length}` });

// leaks when: /500 (Promise is a local name); clean on: /json
const kept = { all: (list: unknown[]) => `kept ${list.length}`, allSettled: (list: unknown[]) => `settled ${list.length}` };
export async function main(url: string): globalThis.Promise<string> {
  const Promise = kept;
  const res = await fetch(url); // LEAK
  const copy = res.clone();
  if (!res.ok) return Promise.all([res.status]);
  await copy.text();
  return (await res.text()).slice(0, 5);
}

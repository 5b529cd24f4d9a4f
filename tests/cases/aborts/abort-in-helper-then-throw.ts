// leaks when: /500 (the helper only throws); clean on: /404 (the helper aborts) /json
const stops = new Map<string, AbortController>();
function check(id: string, status: number): void {
  if (status === 404) stops.get(id)?.abort();
  if (status >= 400) throw new Error(`status ${status}`);
}
async function load(url: string, id: string): Promise<string> {
  const stop = new AbortController();
  stops.set(id, stop);
  const res = await fetch(url, { signal: stop.signal }); // LEAK
  check(id, res.status);
  return (await res.text()).slice(0, 5);
}
let n = 0;
export const main = (url: string): Promise<string> => load(url, String((n += 1))).catch((e: Error) => e.message);

// leaks when: /500 (not aborted); clean on: /404 (aborted by a callback) /json
async function load(url: string, signal: AbortSignal, onStatus: (status: number) => void): Promise<string> {
  const res = await fetch(url, { signal }); // LEAK
  onStatus(res.status);
  if (!res.ok) return `bad ${res.status}`;
  return (await res.text()).slice(0, 5);
}
export async function main(url: string): Promise<string> {
  const stop = new AbortController();
  return load(url, stop.signal, (status) => {
    if (status === 404) stop.abort(new Error('stopped'));
  });
}

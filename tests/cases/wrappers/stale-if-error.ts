// leaks when: /500 (the stale copy is served, the error is not read); clean on: /json /304
interface Entry {
  etag: string | null;
  value: unknown;
}

const cache = new Map<string, Entry>();

async function cachedJson(url: string): Promise<unknown> {
  const entry = cache.get(url);
  const response = await fetch(url, { headers: entry?.etag ? { 'if-none-match': entry.etag } : {} }); // LEAK
  if (response.status === 304) return entry?.value;
  if (!response.ok) {
    console.warn(`using stale copy of ${new URL(url).pathname}`);
    return entry?.value;
  }
  const value: unknown = await response.json();
  cache.set(url, { etag: response.headers.get('etag'), value });
  return value;
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await cachedJson(url)));
}

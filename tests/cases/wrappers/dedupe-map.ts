// clean: /json /500
const inflight = new Map<string, Promise<unknown>>();

function dedupe<T>(key: string, load: () => Promise<T>): Promise<T> {
  const known = inflight.get(key);
  if (known) return known as Promise<T>;
  const promise = load().finally(() => inflight.delete(key));
  inflight.set(key, promise);
  return promise;
}

const getConfig = (url: string) =>
  dedupe(`config:${url}`, async () => {
    const res = await fetch(url);
    const config = (await res.json()) as { version?: string };
    return res.ok ? config.version : undefined;
  });

export async function main(url: string): Promise<void> {
  const [a, b] = await Promise.all([getConfig(url), getConfig(url)]);
  console.log(a === b);
}

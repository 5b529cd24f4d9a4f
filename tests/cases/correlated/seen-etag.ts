// leaks when: /json (a hit in the cache makes the fresh answer useless); clean on: /500
const cache = new Map<string, unknown>([['"v1"', { cached: true }]]);

async function load(source: string): Promise<unknown> {
  const res = await fetch(source); // LEAK
  const tag = res.headers.get('etag');
  const hit = res.ok && tag !== null ? cache.get(tag) : undefined;
  if (hit !== undefined) return hit;
  const data: unknown = await res.json();
  if (res.ok && tag !== null) cache.set(tag, data);
  return data;
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}

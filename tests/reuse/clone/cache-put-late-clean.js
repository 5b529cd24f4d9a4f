// reuses when: never
const cache = new Map();

export async function main(url) {
  const res = await fetch(url);
  if (res.status < 600) cache.set(url, res.clone());
  const bytes = await res.arrayBuffer();
  console.log(bytes.byteLength, cache.size, await cache.get(url).text());
}

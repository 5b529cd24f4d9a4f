// reuses when: /json /json-error /bad-json /text /404 /500 /502 /empty /flaky (the cache gets its copy after the read); clean on: /204
const cache = new Map();

export async function main(url) {
  const res = await fetch(url);
  const bytes = await res.arrayBuffer();
  if (res.status < 600) cache.set(url, res.clone()); // REUSE
  console.log(bytes.byteLength, cache.size);
}

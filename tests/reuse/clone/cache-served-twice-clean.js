// reuses when: never
const cache = new Map();

async function cached(url) {
  let res = cache.get(url);
  if (res === undefined) {
    res = await fetch(url);
    cache.set(url, res);
  }
  return res.clone();
}

export async function main(url) {
  const first = await (await cached(url)).text();
  const second = await (await cached(url)).text();
  console.log(first === second);
}

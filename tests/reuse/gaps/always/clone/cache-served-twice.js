// reuses when: /json /json-error /bad-json /text /404 /500 /502 /empty /flaky (the second caller gets the response which the first has read); clean on: /204
const cache = new Map();

async function cached(url) {
  let res = cache.get(url);
  if (res === undefined) {
    res = await fetch(url);
    cache.set(url, res);
  }
  return res;
}

export async function main(url) {
  const first = await (await cached(url)).text();
  const second = await (await cached(url)).text(); // REUSE
  console.log(first === second);
}

// reuses when: /json /json-error /bad-json /text /empty (the cache gets what has been read); clean on: /404 /500 /502 /flaky /204
const store = new Map();
const cache = {
  async put(key, response) {
    store.set(key, await response.arrayBuffer()); // REUSE #put
  },
};

export async function main(url) {
  const response = await fetch(url);
  if (!response.ok) return console.error(await response.text());
  const text = await response.text();
  await cache.put(url, response); // REUSE #put
  console.log(text.length);
}

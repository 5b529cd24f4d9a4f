// reuses when: never
async function getJson(url, { debug = false } = {}) {
  const res = await fetch(url);
  if (debug) console.debug(url, res.status, await res.clone().text());
  return res.json();
}

export async function main(url) {
  console.log(await getJson(url, { debug: true }));
}

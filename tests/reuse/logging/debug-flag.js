// reuses when: /json /json-error /bad-json /text /404 /500 /502 /empty /flaky (debugging is on); clean on: /204
async function getJson(url, { debug = false } = {}) {
  const res = await fetch(url);
  if (debug) console.debug(url, res.status, await res.text());
  return res.json(); // REUSE
}

export async function main(url) {
  console.log(await getJson(url, { debug: true }));
}

// reuses when: /json /json-error /bad-json /text /404 /500 /502 /empty /flaky (finally runs after json() whether it worked or not); clean on: /204
async function load(url, trace) {
  const res = await fetch(url);
  try {
    return await res.json();
  } finally {
    trace(await res.text()); // REUSE
  }
}

export async function main(url) {
  const seen = [];
  const data = await load(url, (text) => seen.push(text));
  console.log(data, seen.length);
}

// reuses when: /404 /500 /502 (the last attempt's body went into the warning); clean on: /json /json-error /bad-json /text /empty /204 /flaky
async function getWithRetry(url) {
  let res;
  for (let attempt = 1; attempt <= 2; attempt += 1) {
    res = await fetch(url);
    if (res.ok) break;
    console.warn(`attempt ${attempt}:`, await res.text());
  }
  return res.json(); // REUSE
}

export async function main(url) {
  console.log(await getWithRetry(url));
}

// reuses when: /404 /500 /502 /flaky (the second turn reads the same failure); clean on: /json /json-error /bad-json /text /empty /204
export async function main(url) {
  const attempts = [];
  const res = await fetch(url);
  for (let attempt = 0; attempt < 2; attempt += 1) {
    if (res.ok) break;
    attempts.push(await res.text()); // REUSE
  }
  console.log(attempts, res.status);
}

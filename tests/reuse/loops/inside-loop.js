// reuses when: /json /json-error /500 /flaky (the second field parses again); clean on: /bad-json /text /404 /502 /empty /204
export async function main(url) {
  const res = await fetch(url);
  const values = {};
  for (const key of ['ok', 'id', 'name']) {
    const data = await res.json(); // REUSE
    values[key] = data[key];
  }
  console.log(values);
}

// reuses when: /json /json-error /bad-json /text /404 /500 /502 /empty /flaky (the copy is kept, and the original read twice); clean on: /204
export async function main(url) {
  const res = await fetch(url);
  const copy = res.clone();
  console.log('raw', await res.text());
  const parsed = await res.json(); // REUSE
  console.log(parsed, copy.status);
}

// reuses when: /json /json-error /bad-json /text /404 /500 /502 /empty /flaky (clone() comes too late); clean on: /204
export async function main(url) {
  const res = await fetch(url);
  const text = await res.text();
  const copy = res.clone(); // REUSE
  console.log(text.length, copy.status);
}

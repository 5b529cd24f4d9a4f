// reuses when: /json /json-error /bad-json /text /404 /500 /502 /empty /flaky (nobody waits for the log, but it has locked the body); clean on: /204
export async function main(url) {
  const res = await fetch(url);
  res.text().then((text) => console.debug(text.length, 'characters'));
  const data = await res.json(); // REUSE
  console.log(data);
}

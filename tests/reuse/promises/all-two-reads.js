// reuses when: /json /json-error /bad-json /text /404 /500 /502 /empty /flaky (two reads at once); clean on: /204
export async function main(url) {
  const res = await fetch(url);
  const [text, bytes] = await Promise.all([
    res.text(),
    res.arrayBuffer(), // REUSE
  ]);
  console.log(text, bytes.byteLength);
}

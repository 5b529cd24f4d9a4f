// reuses when: /json /json-error /bad-json /text /404 /500 /502 /empty /flaky (the copy is a response of its own, and read twice); clean on: /204
export async function main(url) {
  const res = await fetch(url);
  const copy = res.clone();
  const size = (await copy.arrayBuffer()).byteLength;
  const preview = await copy.text(); // REUSE
  console.log(size, preview.slice(0, 10), await res.text());
}

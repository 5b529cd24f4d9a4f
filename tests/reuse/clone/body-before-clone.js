// reuses when: /json /json-error /bad-json /text /404 /500 /502 /empty /flaky (clone() replaces res.body; the stream taken before is locked); clean on: /204
export async function main(url) {
  const res = await fetch(url);
  const { body } = res;
  const copy = res.clone();
  console.log(await copy.text());
  if (body === null) return;
  for await (const chunk of body) console.log(chunk.byteLength); // REUSE
}

// reuses when: /json /json-error /bad-json /text /404 /500 /502 /empty /flaky (the generator streams what text() has read); clean on: /204
async function* chunks(res) {
  if (res.body === null) return;
  for await (const chunk of res.body) yield chunk.byteLength; // REUSE #chunks
}

export async function main(url) {
  const res = await fetch(url);
  console.log(await res.text());
  for await (const size of chunks(res)) console.log(size); // REUSE #chunks
}

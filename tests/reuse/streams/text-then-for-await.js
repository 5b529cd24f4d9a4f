// reuses when: /json /json-error /bad-json /text /404 /500 /502 /empty /flaky (text() keeps the lock); clean on: /204
export async function main(url) {
  const res = await fetch(url);
  const text = await res.text();
  console.log(text.length);
  if (res.body === null) return;
  for await (const chunk of res.body) {
    // REUSE
    console.log(chunk.byteLength);
  }
}

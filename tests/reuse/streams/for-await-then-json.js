// reuses when: /json /json-error /bad-json /text /404 /500 /502 /empty /flaky (the loop has read the body); clean on: /204
export async function main(url) {
  const res = await fetch(url);
  let bytes = 0;
  for await (const chunk of res.body ?? []) bytes += chunk.byteLength;
  console.log(`${bytes} bytes`);
  const data = await res.json(); // REUSE
  console.log(data.ok);
}

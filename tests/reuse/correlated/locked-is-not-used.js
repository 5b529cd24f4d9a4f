// reuses when: /json /json-error /bad-json /text /404 /500 /502 /empty /flaky (locked is false after a finished loop, bodyUsed is true); clean on: /204
export async function main(url) {
  const res = await fetch(url);
  let size = 0;
  for await (const chunk of res.body ?? []) size += chunk.byteLength;
  if (res.body && !res.body.locked) console.log(size, await res.text()); // REUSE
}

// reuses when: /404 /500 /502 /flaky (the status is looked at under a lock); clean on: /json /json-error /bad-json /text /empty /204
export async function main(url) {
  const res = await fetch(url);
  const reader = res.body?.getReader();
  if (!res.ok) {
    console.error(await res.text()); // REUSE
    return;
  }
  let size = 0;
  for (let part = await reader?.read(); part && !part.done; part = await reader.read()) size += part.value.byteLength;
  console.log(size);
}

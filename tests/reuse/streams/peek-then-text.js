// reuses when: /json /json-error /bad-json /text /404 /500 /502 /empty /flaky (a released reader that has read leaves a used body); clean on: /204
export async function main(url) {
  const res = await fetch(url);
  if (!res.body) return;
  const reader = res.body.getReader();
  const { done } = await reader.read();
  reader.releaseLock();
  console.log(done, await res.text()); // REUSE
}

// reuses when: /json /json-error /bad-json /text /404 /500 /502 /empty /flaky (the first reader still holds the lock); clean on: /204
export async function main(url) {
  const { body } = await fetch(url);
  if (body === null) return;
  const peek = body.getReader();
  const { value } = await peek.read();
  console.log('first bytes', value?.byteLength);
  const reader = body.getReader(); // REUSE
  while (!(await reader.read()).done) console.log('more');
}

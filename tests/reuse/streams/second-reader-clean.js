// reuses when: never
export async function main(url) {
  const { body } = await fetch(url);
  if (body === null) return;
  const peek = body.getReader();
  const { value } = await peek.read();
  console.log('first bytes', value?.byteLength);
  peek.releaseLock();
  const reader = body.getReader();
  while (!(await reader.read()).done) console.log('more');
}

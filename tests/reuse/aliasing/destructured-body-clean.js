// reuses when: never
export async function main(url) {
  const res = await fetch(url);
  const { body, status } = res;
  console.log(status);
  if (!body) return;
  const reader = body.getReader();
  while (!(await reader.read()).done) console.log('part');
}

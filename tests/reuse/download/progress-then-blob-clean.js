// reuses when: never
export async function main(url) {
  const response = await fetch(url);
  const reader = response.body?.getReader();
  if (!reader) return;
  const chunks = [];
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    chunks.push(value);
    console.log('progress', chunks.length);
  }
  console.log(new Blob(chunks).size);
}

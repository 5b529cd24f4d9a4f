// reuses when: never
export async function main(url) {
  const source = await fetch(url);
  const blob = await source.blob();
  const upload = await fetch(new URL('/sink', url), { method: 'POST', body: blob });
  console.log(blob.size, await upload.json());
}

// reuses when: never
// A finished loop gives the lock back, so cancel() resolves.
export async function main(url) {
  const res = await fetch(url);
  let size = 0;
  try {
    for await (const chunk of res.body ?? []) size += chunk.byteLength;
  } finally {
    await res.body?.cancel();
  }
  console.log(size);
}

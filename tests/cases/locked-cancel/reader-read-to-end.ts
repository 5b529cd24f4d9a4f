// breaks when: /ok /html (the reader has read everything and still holds the lock); clean on: /204
async function checksum(source: string): Promise<number> {
  const { body } = await fetch(source);
  if (!body) return 0;
  const reader = body.getReader();
  let sum = 0;
  while (true) {
    const { done, value } = await reader.read();
    if (done) break;
    sum = (sum + value[0]) % 65_521;
  }
  await body.cancel(); // LOCKED
  return sum;
}

export async function main(url: string): Promise<void> {
  console.log(await checksum(url));
}

// clean: /204 /205 /json
export async function main(url: string): Promise<void> {
  const { status, body } = await fetch(url);
  if (status === 204 || status === 205) return;
  let n = 0;
  for await (const part of body!) n += part.byteLength;
  console.log(n);
}

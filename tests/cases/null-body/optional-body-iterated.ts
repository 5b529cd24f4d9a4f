// clean: /204 /ok
export async function main(url: string): Promise<void> {
  const { body } = await fetch(url);
  let n = 0;
  for await (const part of body ?? []) n += part.byteLength;
  console.log(n);
}

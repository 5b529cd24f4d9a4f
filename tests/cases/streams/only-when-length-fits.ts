// leaks when: /ok (too long by its header, so it is not piped); clean on: /small
export async function main(url: string): Promise<void> {
  const answer = await fetch(url); // LEAK
  const length = Number(answer.headers.get('content-length') ?? 0);
  if (length > 1_000_000) throw new RangeError(`${length} bytes`);
  let n = 0;
  for await (const part of answer.body!) n += part.byteLength;
  console.log(n);
}

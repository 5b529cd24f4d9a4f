// leaks when: /500 (body kept in a variable, but not used there); clean on: /ok
export async function main(url: string): Promise<void> {
  const { ok, status, body } = await fetch(url); // LEAK
  if (!ok) throw new Error(`${status}`);
  let n = 0;
  for await (const part of body!) n += part.byteLength;
  console.log(n);
}

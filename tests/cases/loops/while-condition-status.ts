// leaks when: /503-x2-then-ok (in the test of a loop) /json
export async function main(url: string): Promise<number> {
  let n = 0;
  while ((await fetch(url)).status !== 200) n += 1; // LEAK
  return n;
}

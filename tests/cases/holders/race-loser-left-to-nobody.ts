// leaks when: /late (nobody asks any more); clean on: /json
const sleep = (ms: number) => new Promise<null>((ok) => setTimeout(() => ok(null), ms));
export async function main(url: string): Promise<string> {
  const first = await Promise.race([fetch(url), sleep(100)]); // LEAK
  if (first === null) {
    await sleep(700);
    return 'late';
  }
  return (await first.text()).slice(0, 5);
}

// leaks when: /slow (a read is under way at the exit) /500; clean on: /empty
const sleep = (ms: number) => new Promise<null>((ok) => setTimeout(() => ok(null), ms));
export async function main(url: string): Promise<string> {
  const res = await fetch(url); // LEAK
  const reader = res.body!.getReader();
  await reader.read();
  const next = reader.read();
  const won = await Promise.race([next, sleep(0)]);
  if (won === null || !won.done) return `left ${res.status}`;
  return 'done';
}

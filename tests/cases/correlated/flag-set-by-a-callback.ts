// leaks when: /ok /500 (the flag is set by a function that runs meanwhile)
export async function main(url: string): Promise<void> {
  let stopped = false;
  await Promise.all([0].map(async () => void (stopped = true)));
  const res = await fetch(url); // LEAK
  if (stopped) return;
  console.log(await res.text());
}

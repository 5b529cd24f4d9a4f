// leaks when: /500 (no reader for what failed); clean on: /json
export async function main(url: string): Promise<void> {
  const res = await fetch(url); // LEAK
  const readers = res.ok ? (['text'] as const) : [];
  for (const read of readers) console.log((await res[read]()).length);
}

// leaks when: /mixed (a fulfilled answer with a bad status is filtered out unread); clean on: /json
async function collect(targets: string[]): Promise<unknown[]> {
  const settled = await Promise.allSettled(targets.map((target) => fetch(target))); // LEAK
  const found: unknown[] = [];
  for (const result of settled) {
    if (result.status === 'rejected') {
      console.error(result.reason);
      continue;
    }
    if (!result.value.ok) continue;
    found.push(await result.value.json());
  }
  return found;
}

export async function main(url: string): Promise<void> {
  console.log((await collect([`${url}/a`, `${url}/bad`])).length);
}

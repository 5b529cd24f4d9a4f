// leaks when: /mixed (a worker skips the bad ones unread); clean on: /json
async function crawl(base: string, names: string[], concurrency: number): Promise<Map<string, number>> {
  const queue = [...names];
  const sizes = new Map<string, number>();

  async function worker(): Promise<void> {
    for (let name = queue.shift(); name !== undefined; name = queue.shift()) {
      const response = await fetch(`${base}/${name}`); // LEAK
      if (!response.ok) continue;
      sizes.set(name, (await response.text()).length);
    }
  }

  await Promise.all(Array.from({ length: concurrency }, worker));
  return sizes;
}

export async function main(url: string): Promise<void> {
  console.log((await crawl(url, ['a', 'b', 'c'], 2)).size);
}

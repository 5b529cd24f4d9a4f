// leaks when: /mixed /500 (a loop whose body is a bare if); clean on: /204
async function reachable(urls: string[]): Promise<number> {
  let count = 0;
  for (const u of urls) if ((await fetch(u)).ok) count += 1; // LEAK
  return count;
}

export async function main(url: string): Promise<number> {
  return reachable([`${url}/1`, `${url}/2`]);
}

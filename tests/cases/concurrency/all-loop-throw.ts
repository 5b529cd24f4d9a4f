// leaks when: /mixed (throws before reading the rest); clean on: /json
async function names(api: string, ids: number[]): Promise<unknown[]> {
  const answers = await Promise.all(ids.map((id) => fetch(`${api}/${id}`))); // LEAK
  const found: unknown[] = [];
  for (const res of answers) {
    if (!res.ok) throw new Error(`status ${res.status}`);
    found.push(await res.json());
  }
  return found;
}

export async function main(url: string): Promise<void> {
  console.log((await names(url, [1, 2, 3])).length);
}

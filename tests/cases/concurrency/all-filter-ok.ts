// leaks when: /mixed (the filtered ones are never read); clean on: /json
async function names(api: string, ids: number[]): Promise<unknown[]> {
  const answers = await Promise.all(ids.map((id) => fetch(`${api}/${id}`))); // LEAK
  const good = answers.filter((r) => r.ok);
  return Promise.all(good.map((r) => r.json()));
}

export async function main(url: string): Promise<void> {
  console.log((await names(url, [1, 2, 3])).length);
}

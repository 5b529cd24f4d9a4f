// leaks when: /json /500 (counts the fulfilled ones)
async function reachable(api: string, ids: number[]): Promise<number> {
  const settled = await Promise.allSettled(ids.map((id) => fetch(`${api}/${id}`))); // LEAK
  return settled.filter((s) => s.status === 'fulfilled').length;
}

export async function main(url: string): Promise<void> {
  console.log(await reachable(url, [1, 2, 3]));
}

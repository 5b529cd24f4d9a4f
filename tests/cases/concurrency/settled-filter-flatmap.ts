// clean: /json /mixed /refuse
async function names(api: string, ids: number[]): Promise<number> {
  const settled = await Promise.allSettled(ids.map((id) => fetch(`${api}/${id}`).then((r) => r.text())));
  return settled.flatMap((s) => (s.status === 'fulfilled' ? [s.value] : [])).length;
}

export async function main(url: string): Promise<void> {
  console.log(await names(url, [1, 2, 3]));
}

// clean: /json /mixed /refuse
async function names(api: string, ids: number[]): Promise<number> {
  const settled = await Promise.allSettled(ids.map((id) => fetch(`${api}/${id}`)));
  let n = 0;
  for (const s of settled) {
    if (s.status === 'rejected') continue;
    n += (await s.value.text()).length;
  }
  return n;
}

export async function main(url: string): Promise<void> {
  console.log(await names(url, [1, 2, 3]));
}

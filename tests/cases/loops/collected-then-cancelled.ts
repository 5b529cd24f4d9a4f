// clean: /json /mixed
export async function main(url: string): Promise<void> {
  const open: Response[] = [];
  for (const id of [1, 2, 3]) open.push(await fetch(`${url}/${id}`));
  for (const res of open) await res.body?.cancel();
  console.log(open.length);
}

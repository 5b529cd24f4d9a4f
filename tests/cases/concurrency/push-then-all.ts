// clean: /json /500
async function load(api: string): Promise<number> {
  const pending: Promise<Response>[] = [];
  for (let id = 0; id < 3; id++) pending.push(fetch(`${api}/${id}`));
  let n = 0;
  for (const res of await Promise.all(pending)) n += (await res.text()).length;
  return n;
}

export async function main(url: string): Promise<void> {
  console.log(await load(url));
}

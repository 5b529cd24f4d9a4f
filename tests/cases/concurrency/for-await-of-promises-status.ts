// leaks when: /json /500 (only the status of each)
async function load(api: string): Promise<number> {
  let n = 0;
  for await (const res of [1, 2].map((id) => fetch(`${api}/${id}`))) n += res.status; // LEAK
  return n;
}

export async function main(url: string): Promise<void> {
  console.log(await load(url));
}

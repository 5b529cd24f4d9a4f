// clean: /500 /json
export async function main(url: string): Promise<string> {
  const thunks: Array<() => Promise<string>> = [];
  let statuses = 0;
  for (let i = 0; i < 3; i += 1) {
    let res = await fetch(`${url}/${i}`);
    thunks.push(async () => (await res.text()).slice(0, 4));
    if (!res.ok) continue;
    statuses += 1;
  }
  return `${statuses} ${(await Promise.all(thunks.map((t) => t()))).length}`;
}

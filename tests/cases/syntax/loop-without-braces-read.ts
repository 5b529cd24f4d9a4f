// clean: /mixed /500 /small
async function reachable(urls: string[]): Promise<number> {
  let count = 0;
  for (const u of urls) if (await fetch(u).then(async (r) => (await r.text()).length > 0 && r.ok)) count += 1;
  return count;
}

export async function main(url: string): Promise<number> {
  return reachable([`${url}/1`, `${url}/2`]);
}

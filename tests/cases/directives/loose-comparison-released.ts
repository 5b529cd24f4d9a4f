// clean: /mixed /json
async function names(url: string): Promise<number> {
  let found = 0;
  for (const id of [1, 2, 3]) {
    const res = await fetch(`${url}/${id}`);
    // @ts-expect-error loose on purpose
    if (res.status == '404') {
      await res.body?.cancel();
      continue;
    }
    await res.json();
    found += 1;
  }
  return found;
}

export async function main(url: string): Promise<number> {
  return names(url);
}

// leaks when: /json (an older candidate is replaced)
async function best(api: string): Promise<number> {
  let chosen: Response | null = null;
  for (const name of ['x', 'y']) {
    const res = await fetch(`${api}/${name}`); // LEAK
    if (chosen === null || res.status <= chosen.status) chosen = res;
    else await res.body?.cancel();
  }
  return (await chosen!.text()).length;
}

export async function main(url: string): Promise<void> {
  console.log(await best(url));
}

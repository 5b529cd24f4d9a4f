// clean: /json /mixed
async function best(api: string): Promise<number> {
  let chosen: Response | null = null;
  for (const name of ['x', 'bad']) {
    const res = await fetch(`${api}/${name}`);
    if (chosen === null || res.status < chosen.status) {
      await chosen?.body?.cancel();
      chosen = res;
    } else {
      await res.body?.cancel();
    }
  }
  return (await chosen!.text()).length;
}

export async function main(url: string): Promise<void> {
  console.log(await best(url));
}

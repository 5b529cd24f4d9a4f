// clean: /503-x2-then-ok /json /503
async function load(api: string): Promise<number> {
  const max = 3;
  for (let i = 1; i <= max; i++) {
    const res = await fetch(api);
    if (res.ok) return (await res.text()).length;
    if (i === max) throw new Error((await res.text()).slice(0, 9));
    if (i < max) await res.body?.cancel();
  }
  return 0;
}

export async function main(url: string): Promise<void> {
  console.log(await load(url));
}

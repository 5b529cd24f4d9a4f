// clean: /500 /json
export async function main(url: string): Promise<void> {
  const ctx = { target: url, res: await fetch(url) };
  if (!ctx.res.ok) {
    console.error(ctx.res.status, (await ctx.res.text()).length);
    return;
  }
  console.log(typeof (await ctx.res.json()));
}

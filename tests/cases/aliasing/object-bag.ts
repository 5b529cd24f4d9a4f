// leaks when: /500 (the response sits in a local object); clean on: /json
export async function main(url: string): Promise<void> {
  const ctx = { target: url, res: await fetch(url) }; // LEAK
  if (!ctx.res.ok) {
    console.error(ctx.res.status);
    return;
  }
  console.log(typeof (await ctx.res.json()));
}

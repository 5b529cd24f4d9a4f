// reuses when: never
export async function main(url) {
  const ctx = { url };
  ctx.response = await fetch(url);
  ctx.raw = await ctx.response.text();
  ctx.response = await fetch(url);
  ctx.data = await ctx.response.json();
  console.log(ctx.raw, ctx.data);
}

// reuses when: /json /json-error /bad-json /text /404 /500 /502 /empty /flaky (ctx.response is read in two steps); clean on: /204
export async function main(url) {
  const ctx = { url };
  ctx.response = await fetch(url);
  ctx.raw = await ctx.response.text();
  ctx.data = await ctx.response.json(); // REUSE
  console.log(ctx.raw, ctx.data);
}

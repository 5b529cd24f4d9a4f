// reuses when: /json /json-error /bad-json /text /404 /500 /502 /empty /flaky (the logger's step reads ctx.res once the others are done); clean on: /204
const logger = async (ctx, next) => {
  await next();
  console.log(ctx.url, await ctx.res.text());
};
const fetcher = async (ctx, next) => {
  ctx.res = await fetch(ctx.url);
  await next();
};
const run = async (ctx, steps, i = 0) => steps[i]?.(ctx, () => run(ctx, steps, i + 1));

export async function main(url) {
  const ctx = { url };
  await run(ctx, [logger, fetcher]);
  console.log(await ctx.res.json()); // REUSE
}

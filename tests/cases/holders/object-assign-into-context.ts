// clean: /500 /json
interface Context {
  res?: Response;
}
async function ask(ctx: Context, url: string): Promise<boolean> {
  const res = await fetch(url);
  Object.assign(ctx, { res });
  if (!res.ok) return false;
  return true;
}
export async function main(url: string): Promise<string> {
  const ctx: Context = {};
  const ok = await ask(ctx, url);
  return `${ok} ${(await ctx.res!.text()).length > 9}`;
}

// clean: /ok /500 (middleware hands the response on)
type Next = (target: string) => Promise<Response>;
type Middleware = (target: string, next: Next) => Promise<Response>;

const timing: Middleware = async (target, next) => {
  const res = await next(target);
  console.debug(res.status);
  return res;
};
const compose = (layers: Middleware[], last: Next): Next => layers.reduceRight<Next>((next, layer) => (t) => layer(t, next), last);

export async function main(url: string): Promise<void> {
  const send = compose([timing], fetch);
  console.log((await (await send(url)).text()).length);
}

// clean: /ok /500
type Fetch = (target: string, init?: RequestInit) => Promise<Response>;

const compose = (base: Fetch, ...layers: ((next: Fetch) => Fetch)[]): Fetch =>
  layers.reduceRight((next, layer) => layer(next), base);

const call = compose(
  fetch,
  (next) => (target, init) => next(target, { ...init, redirect: 'error' }),
  (next) => async (target, init) => {
    const res = await next(target, init);
    console.debug(res.status);
    return res;
  },
);

export async function main(url: string): Promise<void> {
  const res = await call(url);
  console.log(res.ok, (await res.text()).length);
}

// clean: /500 /json
const pipe =
  <A, B, C>(f: (a: A) => Promise<B>, g: (b: B) => Promise<C>) =>
  (a: A): Promise<C> =>
    f(a).then(g);

const size = pipe(
  (target: string) => fetch(target),
  async (res) => (await res.text()).length,
);

export async function main(url: string): Promise<void> {
  console.log(await size(url));
}

// clean: /json /500
function limiter(max: number) {
  let active = 0;
  const waiting: Array<() => void> = [];
  return async function run<T>(task: () => Promise<T>): Promise<T> {
    if (active >= max) await new Promise<void>((go) => waiting.push(go));
    active += 1;
    try {
      return await task();
    } finally {
      active -= 1;
      waiting.shift()?.();
    }
  };
}

export async function main(url: string): Promise<void> {
  const run = limiter(1);
  const sizes = await Promise.all([1, 2].map((id) => run(async () => (await (await fetch(`${url}/${id}`)).text()).length)));
  console.log(sizes.length);
}

// clean: /lag-a /lag-b
async function quickest(targets: string[]): Promise<string> {
  const controllers = targets.map(() => new AbortController());
  const attempts = targets.map(async (target, i) => {
    const res = await fetch(target, { signal: controllers[i].signal });
    return { i, text: await res.text() };
  });
  const winner = await Promise.any(attempts);
  controllers.forEach((controller, i) => {
    if (i !== winner.i) controller.abort();
  });
  await Promise.allSettled(attempts);
  return winner.text;
}

export async function main(url: string): Promise<void> {
  console.log((await quickest([`${url}/a`, `${url}/b`])).length);
}

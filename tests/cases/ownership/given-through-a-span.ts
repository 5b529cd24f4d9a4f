// clean: /json /500
async function span<T>(name: string, fn: () => Promise<T>): Promise<T> {
  console.debug(name);
  return fn();
}
export async function main(url: string): Promise<void> {
  const res = await fetch(url);
  const again = await span('x', async () => res);
  console.log((await again.text()).length);
}

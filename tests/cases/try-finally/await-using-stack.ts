// clean: /ok /500
export async function main(url: string): Promise<void> {
  await using stack = new AsyncDisposableStack();
  const res = await fetch(url);
  stack.defer(async () => {
    if (!res.bodyUsed) await res.body?.cancel();
  });
  if (!res.ok) throw new Error('bad');
  console.log((await res.text()).length);
}

// clean: /ok /500
export async function main(url: string): Promise<void> {
  const res = await fetch(url);
  let done = false;
  const finish = (): void => { done = true; };
  try { if (res.ok) { console.log((await res.text()).length); finish(); } } finally { if (!done) await res.body?.cancel(); }
}

// leaks when: /500 (a generic helper with a small bound returns null for the bad ones); clean on: /small
function onlyGood<T extends { ok: boolean; status: number }>(value: T): T | null {
  return value.ok ? value : null;
}

export async function main(url: string): Promise<string> {
  const res = await fetch(url); // LEAK
  const good = onlyGood(res);
  if (good === null) return 'bad';
  return (await good.text()).slice(0, 4);
}

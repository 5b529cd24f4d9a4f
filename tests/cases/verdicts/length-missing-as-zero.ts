// leaks when: /slow (no length is the number zero as well); clean on: /empty
export async function main(url: string): Promise<string> {
  const res = await fetch(url); // LEAK
  if (Number(res.headers.get('content-length')) === 0) return 'empty';
  return (await res.text()).slice(0, 5);
}

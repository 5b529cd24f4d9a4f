// leaks when: /500 (null means late, which is aborted; the bad one is not); clean on: /late /small
export async function main(url: string): Promise<string> {
  const ac = new AbortController();
  const asked = fetch(url, { signal: ac.signal }); // LEAK
  asked.catch(() => undefined);
  const winner = await Promise.race([asked, new Promise<null>((ok) => setTimeout(ok, 90, null))]);
  if (winner === null) {
    ac.abort();
    return 'late';
  }
  if (winner.status === 500) return 'bad';
  return (await winner.text()).slice(0, 3);
}

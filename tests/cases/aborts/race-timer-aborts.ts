// leaks when: /500 (in time, but bad); clean on: /late /small
const LATE = Symbol('late');

export async function main(url: string): Promise<string> {
  const ac = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<typeof LATE>((ok) => {
    timer = setTimeout(() => {
      ac.abort();
      ok(LATE);
    }, 90);
  });
  const asked = fetch(url, { signal: ac.signal }); // LEAK
  asked.catch(() => undefined);
  const winner = await Promise.race([asked, late]);
  clearTimeout(timer);
  if (winner === LATE) return 'late';
  if (!winner.ok) return `bad ${winner.status}`;
  return (await winner.text()).slice(0, 3);
}

// clean: /late /small /500
export async function main(url: string): Promise<string> {
  const ac = new AbortController();
  const asked = fetch(url, { signal: ac.signal }).then(
    async (res) => ({ tag: 'answer' as const, text: await res.text(), ok: res.ok }),
    (error: Error) => ({ tag: 'failure' as const, name: error.name }),
  );
  const late = new Promise<'late'>((ok) => setTimeout(ok, 90, 'late'));
  const winner = new URL(url).pathname === '/late' ? await Promise.race([asked, late]) : await asked;
  if (winner === 'late') {
    ac.abort();
    return winner;
  }
  if (winner.tag === 'failure') return winner.name;
  return winner.ok ? winner.text.slice(0, 3) : 'bad';
}

// clean: /late /small /500
class Timeout {
  constructor(readonly ms: number) {}
}

export async function main(url: string): Promise<string> {
  const ac = new AbortController();
  const asked = fetch(url, { signal: ac.signal });
  asked.catch(() => undefined);
  const winner = await Promise.race([asked, new Promise<Timeout>((ok) => setTimeout(() => ok(new Timeout(90)), 90))]);
  if (winner instanceof Timeout) {
    ac.abort();
    return `late after ${winner.ms}`;
  }
  const text = await winner.text();
  return winner.ok ? text.slice(0, 3) : 'bad';
}

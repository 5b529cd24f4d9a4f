// leaks when: /ok /500 (a listener that would end the process is never called)
export async function main(url: string): Promise<string> {
  const stop = new AbortController();
  stop.signal.addEventListener('abort', () => process.exit(3), { once: true });
  const res = await fetch(url, { method: 'POST' }); // LEAK
  return `${res.status} ${stop.signal.aborted}`;
}

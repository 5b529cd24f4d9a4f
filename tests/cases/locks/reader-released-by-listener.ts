// leaks when: /ok /500 (the listener lets go of the lock, and nobody reads)
export async function main(url: string): Promise<void> {
  const stop = new AbortController();
  const res = await fetch(url); // LEAK
  const reader = res.body!.getReader();
  stop.signal.addEventListener('abort', () => {
    reader.releaseLock();
  });
  stop.abort();
}

// clean: /500 /json
export async function main(url: string): Promise<string> {
  const stop = new AbortController();
  const res = await fetch(url);
  const ended = new Promise<void>((ok, no) => {
    stop.signal.addEventListener('abort', () => res.body!.cancel().then(ok, no), { once: true });
  });
  try {
    if (!res.ok) return 'bad';
    return 'good';
  } finally {
    stop.abort();
    await ended;
  }
}

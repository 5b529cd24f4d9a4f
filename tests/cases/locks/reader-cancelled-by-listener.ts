// clean: /ok /500
export async function main(url: string): Promise<void> {
  const stop = new AbortController();
  const res = await fetch(url);
  const reader = res.body!.getReader();
  stop.signal.addEventListener('abort', () => {
    void reader.cancel();
  });
  stop.abort();
}

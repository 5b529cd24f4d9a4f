// clean: /ok /500
export async function main(url: string): Promise<void> {
  const stop = new AbortController();
  try {
    const answer = await fetch(url, { signal: stop.signal });
    console.log(answer.status);
  } finally {
    stop.abort();
  }
}

// clean: /ok /500
export async function main(url: string): Promise<void> {
  const ac = new AbortController();
  const res = await fetch(url, { signal: AbortSignal.any([ac.signal, AbortSignal.timeout(5000)]) });
  if (!res.ok) { ac.abort(); console.log('aborted'); return; }
  console.log((await res.text()).length);
}

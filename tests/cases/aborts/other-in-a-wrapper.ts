// leaks when: /json (the signal is that of something else)
function request(url: string, signal: AbortSignal): Promise<Response> {
  return fetch(url, { signal: AbortSignal.any([signal, AbortSignal.timeout(60_000)]) });
}

async function nameOf(url: string, shutdown: AbortSignal, signal: AbortSignal): Promise<string> {
  const response = await request(url, shutdown); // LEAK
  if (signal.aborted) return 'none';
  const { name } = (await response.json()) as { name: string };
  return name;
}

export async function main(url: string): Promise<string> {
  return nameOf(url, new AbortController().signal, AbortSignal.abort());
}

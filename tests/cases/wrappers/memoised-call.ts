// leaks when: /json /500 (asks the wrapper for a header)
function withTimeout(send: typeof fetch, ms: number): typeof fetch {
  return (input, init) => send(input, { ...init, signal: AbortSignal.timeout(ms) });
}

const quick = withTimeout(fetch, 60_000);

export async function main(url: string): Promise<void> {
  const etag = (await quick(url)).headers.get('etag'); // LEAK
  console.log(etag);
}

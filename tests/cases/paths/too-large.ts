// leaks when: /ok (the announced length is too large); clean on: /small
const MAX_BYTES = 1024 * 1024;

export async function main(url: string): Promise<void> {
  const response = await fetch(url, { signal: AbortSignal.timeout(15_000) }); // LEAK
  const length = Number(response.headers.get('content-length') ?? '0');
  if (length > MAX_BYTES) {
    throw new Error(`document is larger than ${MAX_BYTES} bytes`);
  }
  const text = await response.text();
  console.log(text.length);
}

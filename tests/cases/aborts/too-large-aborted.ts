// leaks when: /500 (only what is too large is aborted); clean on: /huge /small
async function load(url: string): Promise<string> {
  const controller = new AbortController();
  const res = await fetch(url, { signal: controller.signal }); // LEAK
  const length = Number(res.headers.get('content-length') ?? 0);
  const isTooLarge = length > 10_000_000;
  if (isTooLarge) controller.abort();
  if (isTooLarge || res.status >= 400) return `refused: ${isTooLarge}`;
  return (await res.text()).slice(0, 4);
}

export async function main(url: string): Promise<string> {
  return load(url);
}

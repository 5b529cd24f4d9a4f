// leaks when: /429 (one of three errors forgets the body); clean on: /json /500
class RateLimited extends Error {
  constructor(readonly retryAfter: number) {
    super(`retry after ${retryAfter} s`);
  }
}

async function ask(api: string, prompt: string): Promise<unknown> {
  const res = await fetch(`${api}/v1/complete`, { method: 'POST', body: prompt }); // LEAK
  if (res.status === 429) throw new RateLimited(Number(res.headers.get('retry-after')));
  if (!res.ok) throw new Error(`api: ${await res.text().then((t) => t.length)}`);
  return (await res.json()) as unknown;
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await ask(url, 'hi')));
}

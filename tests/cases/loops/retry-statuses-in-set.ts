// leaks when: /503-then-ok (retryable statuses in a set); clean on: /json
const RETRY = new Set([429, 502, 503]);

async function load(api: string): Promise<unknown> {
  for (let i = 0; i < 3; i++) {
    const res = await fetch(api); // LEAK
    if (!RETRY.has(res.status)) return res.json();
  }
  return undefined;
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}

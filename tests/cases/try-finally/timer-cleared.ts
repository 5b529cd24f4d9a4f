// leaks when: /500 (finally clears the timer, not the body); clean on: /json
async function load(api: string): Promise<unknown> {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), 30_000);
  try {
    const res = await fetch(api, { signal: stop.signal }); // LEAK
    if (!res.ok) throw new Error(`status ${res.status}`);
    return await res.json();
  } finally {
    clearTimeout(timer);
  }
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}

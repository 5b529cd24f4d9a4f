// leaks when: /503-then-ok (for of over the delays); clean on: /json
async function load(api: string): Promise<unknown> {
  for (const delay of [0, 5, 10]) {
    if (delay) await new Promise((r) => setTimeout(r, delay));
    const res = await fetch(api); // LEAK
    if (res.status === 429 || res.status === 503) continue;
    if (!res.ok) throw new Error(await res.text());
    return res.json();
  }
  throw new Error('exhausted');
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}

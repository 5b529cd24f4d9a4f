// leaks when: /500 (one arm aborts, the other only counts); clean on: /404 /small
let bad = 0;

export async function main(url: string): Promise<string | null> {
  bad = 0;
  const ac = new AbortController();
  const res = await fetch(url, { signal: ac.signal }); // LEAK
  res.status === 404 ? ac.abort() : (bad += res.ok ? 0 : 1);
  return res.ok ? (await res.text()).slice(0, 4) : `bad ${bad}`;
}

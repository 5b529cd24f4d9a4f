// leaks when: /500 (a signal of two, none of which fires in time); clean on: /small
async function load(url: string, outer?: AbortSignal): Promise<string> {
  const deadline = AbortSignal.timeout(60_000);
  const signal = outer ? AbortSignal.any([outer, deadline]) : deadline;
  const res = await fetch(url, { signal }); // LEAK
  if (!res.ok) throw new Error(`status ${res.status}`);
  return (await res.text()).slice(0, 4);
}

export async function main(url: string): Promise<string> {
  return load(url).catch((error: Error) => error.message);
}

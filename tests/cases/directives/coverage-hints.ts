// leaks when: /404 /500 (hints for the coverage tool in front of every exit); clean on: /json
async function load(url: string): Promise<unknown> {
  const res = await fetch(url); // LEAK
  /* v8 ignore next */
  if (res.status === 404) return null;
  // istanbul ignore next -- only in production
  if (res.status >= 500) throw new Error('down');
  // c8 ignore next
  return typeof (await res.json());
}

export async function main(url: string): Promise<unknown> {
  return load(url).catch((e: Error) => e.message);
}

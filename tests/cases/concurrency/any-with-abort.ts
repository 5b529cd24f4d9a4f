// clean: /lag-a /lag-b
export async function main(url: string): Promise<void> {
  const stop = new AbortController();
  const text = await Promise.any(
    ['a', 'b'].map(async (p) => {
      const res = await fetch(`${url}/${p}`, { signal: stop.signal });
      return res.text();
    }),
  );
  stop.abort();
  console.log(text.length);
}

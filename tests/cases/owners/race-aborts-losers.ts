// clean: /lag-a
async function fastest(mirrors: string[]): Promise<unknown> {
  const limits = mirrors.map(() => new AbortController());
  const [reply, winner] = await Promise.any(
    mirrors.map(async (mirror, at) => {
      const answer = await fetch(mirror, { signal: limits[at]!.signal });
      return [answer, at] as const;
    }),
  );
  limits.forEach((limit, at) => {
    if (at !== winner) limit.abort();
  });
  return reply.json();
}

export async function main(url: string): Promise<void> {
  await fastest([`${url}/primary`, `${url}/other`]);
  await new Promise((resolve) => setTimeout(resolve, 900));
}

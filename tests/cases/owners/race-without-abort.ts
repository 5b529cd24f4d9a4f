// leaks when: /lag-a (no controller of the losers can be aborted any more)
async function fastest(mirrors: string[]): Promise<unknown> {
  const reply = await Promise.any(
    mirrors.map(async (mirror) => {
      const limit = new AbortController();
      const timer = setTimeout(() => limit.abort(), 8000);
      const answer = await fetch(mirror, { signal: limit.signal }); // LEAK
      clearTimeout(timer);
      return answer;
    }),
  );
  return reply.json();
}

export async function main(url: string): Promise<void> {
  await fastest([`${url}/primary`, `${url}/other`]);
  await new Promise((resolve) => setTimeout(resolve, 900));
}

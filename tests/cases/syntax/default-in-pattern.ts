// leaks when: /500 /json (a default that fetches, a pattern that drops)
export async function main(url: string): Promise<string> {
  const none: Response[] = [];
  const [one = await fetch(url)] = none; // LEAK
  const { status = 0, headers: h = new Headers() } = one;
  return `${status} ${h.has('etag')}`;
}

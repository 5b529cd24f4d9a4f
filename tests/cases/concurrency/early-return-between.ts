// leaks when: /500 (the second one is in flight when the first fails)
async function pair(api: string): Promise<string | null> {
  const profile = fetch(`${api}/profile`);
  const avatar = fetch(`${api}/avatar`); // LEAK
  const res = await profile;
  if (!res.ok) {
    await res.body?.cancel();
    return null;
  }
  return (await res.text()) + (await (await avatar).text());
}

export async function main(url: string): Promise<void> {
  console.log((await pair(url))?.length);
}

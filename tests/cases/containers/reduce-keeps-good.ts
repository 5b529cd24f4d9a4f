// leaks when: /mixed (the reducer keeps the good ones only); clean on: /small
async function good(urls: string[]): Promise<Response[]> {
  const all = await Promise.all(urls.map((u) => fetch(u))); // LEAK
  return all.reduce<Response[]>((kept, res) => {
    if (res.ok) kept.push(res);
    return kept;
  }, []);
}

export async function main(url: string): Promise<string> {
  const kept = await good([`${url}/good`, `${url}/bad`]);
  const texts = await Promise.all(kept.map((res) => res.text()));
  return texts.map((t) => t.slice(0, 2)).join();
}

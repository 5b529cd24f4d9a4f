// leaks when: /json (the first good one is read, the others stay open)
async function firstGood(urls: string[]): Promise<string | undefined> {
  const all = await Promise.all(urls.map((one) => fetch(one))); // LEAK
  const good = all.find((one) => one.ok);
  return good?.text();
}

export async function main(url: string): Promise<string> {
  const text = await firstGood([`${url}/1`, `${url}/3`]);
  return (text ?? '').slice(0, 1);
}

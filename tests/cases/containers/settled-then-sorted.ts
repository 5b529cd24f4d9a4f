// leaks when: /mixed /500 (the loop over settled results skips the bad ones); clean on: /small
export async function main(url: string): Promise<string> {
  const results = await Promise.allSettled([
    fetch(`${url}/good`), // LEAK
    fetch(`${url}/bad`), // LEAK
  ]);
  const usable = new Map<number, Response>();
  results.forEach((result, i) => {
    if (result.status === 'fulfilled' && result.value.ok) usable.set(i, result.value);
  });
  let out = '';
  for (const [i, res] of usable) out += `${i}${(await res.text()).slice(0, 2)}`;
  return out;
}

// leaks when: /mixed (the bad ones are skipped); clean on: /json
export async function main(url: string): Promise<string> {
  const all = await Promise.allSettled(['a', 'b', 'c'].map((one) => fetch(`${url}/${one}`))); // LEAK
  let n = 0;
  for (const one of all) {
    if (one.status === 'rejected') continue;
    if (!one.value.ok) continue;
    n += (await one.value.text()).length > 9 ? 1 : 0;
  }
  return String(n);
}

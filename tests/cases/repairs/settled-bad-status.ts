// leaks when: /mixed (an answer with a bad status is only counted); clean on: /json
export async function main(url: string): Promise<string> {
  const settled = await Promise.allSettled(['1', '2', '3'].map((id) => fetch(`${url}/${id}`))); // LEAK
  const sizes: number[] = [];
  let bad = 0;
  for (const one of settled) {
    if (one.status === 'rejected' || !one.value.ok) {
      bad += 1;
      continue;
    }
    sizes.push((await one.value.text()).length);
  }
  return `${sizes.length} of ${bad}`;
}

// leaks when: /500 (what is counted later is no part of the answer); clean on: /json
export async function main(url: string): Promise<string> {
  let count = 0;
  const res = await fetch(url); // LEAK
  process.nextTick(() => {
    count += 1;
  });
  if (!res.ok) {
    return `refused ${count}`;
  }
  return (await res.text()).slice(0, 2);
}
